// Text of messages: formatting, links, previews.

import { el } from './dom.js';

const MARKS = [
  { pattern: /```([\s\S]+?)```/, tag: 'code.block', inner: false },
  { pattern: /`([^`\n]+)`/, tag: 'code', inner: false },
  { pattern: /(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])/, tag: 'strong', inner: true },
  { pattern: /(?<![\w_])_([^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])/, tag: 'em', inner: true },
  { pattern: /(?<![\w~])~([^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])/, tag: 's', inner: true },
];
const LINK = /\bhttps?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/;

/** The nodes of a text with `*bold*`, `_italic_`, `~strike~`, code, and links. */
export function formatted(text) {
  let first;
  for (const mark of [...MARKS, { pattern: LINK }]) {
    const match = mark.pattern.exec(text);
    if (match && (!first || match.index < first.match.index)) first = { mark, match };
  }
  if (!first) return text ? [text] : [];
  const { mark, match } = first;
  const before = text.slice(0, match.index);
  // A block is a line of its own.
  const after = text.slice(match.index + match[0].length).replace(mark.tag === 'code.block' ? /^\n/ : /^$/, '');
  const node = mark.tag
    ? el(mark.tag, {}, ...(mark.inner ? formatted(match[1]) : [match[1].replace(/^\n|\n$/g, '')]))
    : el('a', { href: match[0], target: '_blank', rel: 'noreferrer' }, match[0]);
  return [...formatted(before), node, ...formatted(after)];
}

/** A paragraph with formatted text. */
export function paragraph(text, selector = 'p.text') {
  return el(selector, {}, ...formatted(String(text ?? '')));
}

/** A card for the first link of a text; the page loads nothing from the host. */
export function linkPreview(text) {
  const link = LINK.exec(text)?.[0];
  if (!link) return undefined;
  const { host, pathname } = new URL(link);
  return el('a.preview', { href: link, target: '_blank', rel: 'noreferrer' },
    el('strong', {}, host), el('span', {}, pathname === '/' ? 'Link preview' : pathname));
}
