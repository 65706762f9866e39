// A message as a bubble: quote, content, reactions, time, ticks, and what the person can do.

import { el, action, clock, list } from './dom.js';
import { paragraph, linkPreview } from './text.js';
import { icon } from './icons.js';
import { media, location, contactCards } from './media.js';
import { interactive, reply } from './interactive.js';
import { template, templateText } from './template.js';
import { send } from './server.js';

const EMOJI = ['👍', '❤️', '😂', '😮', '🙏'];

/** Creates the bubble of a message; nothing for changes of earlier messages. */
export function bubble(message, { state, replyTo }) {
  const { content } = message;
  if (['revoke', 'edit'].includes(content.type)) return undefined;
  const side = message.is_outgoing ? 'business' : 'own';
  const author = message.is_outgoing ? 'Business' : 'You';
  const element = el(`article.bubble.${side}`, {
    id: message.id, tabindex: '0', 'data-type': content.type ?? 'text',
    'aria-label': `${author}, ${kindName(message)}`,
  });
  const isGone = message.status === 'failed';
  if (isGone) element.classList.add('failed');
  element.append(el('div.card', {},
    quote(message, state),
    message.is_deleted ? el('p.deleted', {}, 'You deleted this message') : body(message, state),
    el('footer.meta', {}, el('time', {}, clock(message.time)), ticks(message))));
  if (isGone) element.append(failure(message));
  const found = reactions(message, state);
  if (found.length) element.append(el('div.reactions', { role: 'group', 'aria-label': 'Reactions' }, ...found));
  const buttons = message.is_deleted ? [] : attached(message);
  if (buttons.length) element.append(el('div.attached', {}, ...buttons));
  if (!message.is_deleted && !isGone) element.append(tools(message, replyTo));
  return element;
}

/** The kind of a message in words, such as `list` or `template`. */
function kindName({ content }) {
  const type = content.type ?? 'text';
  return type === 'interactive' ? content.interactive.type.replaceAll('_', ' ') : type;
}

/** A line about a message for the list of chats. */
export function lastLine(message) {
  const { content } = message;
  const type = content.type ?? 'text';
  if (message.is_deleted) return 'Deleted';
  if (type === 'text') return content.text.body;
  if (type === 'template') return templateText(message);
  if (type === 'button') return content.button.text;
  if (type === 'reaction') return content.reaction.emoji || 'Reaction removed';
  if (type === 'interactive') {
    const { interactive: value } = content;
    return value.body?.text ?? value[value.type]?.title ?? kindName(message);
  }
  return content[type]?.caption ?? `[${type}]`;
}

function quote(message, state) {
  const id = message.content.context?.message_id ?? message.content.context?.id;
  if (!id) return undefined;
  const quoted = state.messages.get(id);
  const author = quoted?.is_outgoing ? 'Business' : 'You';
  return el('blockquote.quote', {},
    el('strong', {}, quoted ? author : 'Reply'),
    el('span', {}, quoted ? lastLine(quoted) : 'a message outside of this phone'));
}

function body(message, state) {
  const { content } = message;
  const type = content.type ?? 'text';
  switch (type) {
    case 'text': return text(content);
    case 'image': case 'video': case 'audio': case 'document': case 'sticker':
      return media(type, content[type], message);
    case 'location': return location(content.location);
    case 'contacts': return contactCards(content.contacts);
    case 'reaction': return reactionNote(content.reaction);
    case 'interactive':
      return message.is_outgoing ? interactive(message) : reply(content.interactive);
    case 'template': return template(message);
    case 'button': return paragraph(content.button.text);
    case 'order': return order(content.order);
    case 'pin': return el('p.note', {}, icon('pin'), content.pin.type === 'unpin' ? 'Message unpinned' : 'Message pinned');
    default: return el('p.note', {}, `A message of the type ${type}`);
  }
}

function text({ text: { body: words, preview_url: hasPreview } }) {
  const preview = hasPreview && linkPreview(words);
  return el('div', {}, preview || undefined, paragraph(words));
}

function reactionNote({ emoji }) {
  return el('p.note', {}, emoji ? `Reacted ${emoji} to a message outside of this phone` : 'Took a reaction back');
}

function order({ product_items: items, text: words }) {
  const count = list(items).reduce((sum, item) => sum + Number(item.quantity), 0);
  const total = list(items).reduce((sum, item) => sum + item.quantity * item.item_price, 0);
  return el('div.order', {},
    el('p.order-head', {}, icon('cart'), el('strong', {}, `${count} items`)),
    el('p', {}, `${total.toFixed(2)} ${items[0]?.currency ?? ''} (estimated)`),
    words && paragraph(words));
}

/** The buttons below the bubble. */
function attached(message) {
  const { content } = message;
  const value = message.is_outgoing && content.type === 'interactive' && interactive(message, true);
  const own = message.is_outgoing && content.type === 'template' && template(message, true);
  return value || own || [];
}

function ticks(message) {
  const { status } = message;
  const name = message.is_outgoing ? status : status === 'read' ? 'read' : 'delivered';
  const marks = { accepted: '…', sent: '✓', delivered: '✓✓', read: '✓✓', failed: '!' };
  return el(`span.ticks.${name}`, { role: 'img', 'aria-label': name, title: name }, marks[name] ?? '');
}

function failure({ error }) {
  return el('p.failure', { role: 'alert' },
    `Not delivered (${error?.code}): ${error?.error_data?.details ?? error?.title ?? ''}`);
}

/** The latest reaction of each side. */
function reactions(message, state) {
  const latest = new Map();
  for (const other of state.messages.values()) {
    const { content } = other;
    const isOwn = content.type === 'reaction' && content.reaction.message_id === message.id;
    if (isOwn) latest.set(other.is_outgoing, content.reaction.emoji);
  }
  return [...latest.values()].filter(Boolean).map((emoji) => el('span', {}, emoji));
}

function tools(message, replyTo) {
  const react = (emoji) => send(message.chat, { type: 'reaction', reaction: { message_id: message.id, emoji } });
  const emoji = [...EMOJI, ''].map((one) => action(one || '✕', () => react(one), 'button.tool'));
  emoji.at(-1).setAttribute('aria-label', 'Take the reaction back');
  return el('div.tools', { role: 'group', 'aria-label': 'Actions' },
    action('Reply', () => replyTo(message), 'button.tool'),
    el('details.react', {}, el('summary', { 'aria-label': 'React' }, icon('react')), el('div', {}, ...emoji)),
    !message.is_outgoing && message.content.type === 'text' && action('Edit', () => edit(message), 'button.tool'),
    !message.is_outgoing && action('Delete', () => send(message.chat, {
      type: 'revoke', revoke: { original_message_id: message.id },
    }), 'button.tool'));
}

function edit(message) {
  const words = window.prompt('The new text', message.content.text.body);
  if (!words) return;
  send(message.chat, {
    type: 'edit',
    edit: { original_message_id: message.id, message: { type: 'text', text: { body: words } } },
  });
}
