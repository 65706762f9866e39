// Files, places, and contact cards.

import { el, svg, list } from './dom.js';
import { icon } from './icons.js';
import { paragraph } from './text.js';
import { act } from './server.js';

const NAMES = { image: 'Image', video: 'Video', audio: 'Audio', document: 'Document', sticker: 'Sticker' };

/** The address of a file: stored in the phone, or a link to this machine. */
function source(file) {
  if (file?.id && /^\d+$/.test(file.id)) return `/phone/media/${file.id}`;
  if (!file?.link) return undefined;
  const { hostname } = new URL(file.link, location.href);
  return ['127.0.0.1', 'localhost'].includes(hostname) ? file.link : undefined;
}

/** The drawing for a file that the phone cannot show: a link to a different host, an unknown id. */
function placeholder(type, file) {
  const name = file?.link ? new URL(file.link, location.href).pathname.split('/').pop() : `id ${file?.id ?? '?'}`;
  return el(`div.placeholder.${type}`, { role: 'img', 'aria-label': `${NAMES[type]}: ${name}` },
    icon(type), el('span', {}, name));
}

/** A file without its caption. */
export function file(type, value, message) {
  if (type === 'document') return documentCard(value);
  const src = source(value);
  if (!src) return placeholder(type, value);
  const onerror = (event) => event.target.replaceWith(placeholder(type, value));
  if (type === 'video') return el('video.media', { src, controls: true, preload: 'metadata', onerror });
  if (type === 'audio') {
    const onplay = () => message?.is_outgoing && value.voice && act(message.chat, 'played', { id: message.id });
    return el('audio.media', { src, controls: true, preload: 'metadata', onerror, onplay });
  }
  return el(`img.media.${type}`, { src, alt: value.caption ?? NAMES[type], onerror });
}

function documentCard(value) {
  const name = value.filename ?? value.link?.split('/').pop() ?? 'Document';
  const href = value.link ?? `/phone/media/${value.id}`;
  return el('a.document', { href, target: '_blank', rel: 'noreferrer' },
    icon('document'),
    el('span', {}, el('strong', {}, name), el('small', {}, (name.split('.')[1] ?? 'file').toUpperCase())));
}

/** A file with its caption. */
export function media(type, value, message) {
  const parts = [file(type, value, message)];
  if (type === 'audio' && value.voice) parts.unshift(el('span.voice', {}, 'Voice message'));
  if (value.caption) parts.push(paragraph(value.caption));
  return el('div', {}, ...parts);
}

/** A place, with a drawn map. */
export function location(place) {
  const [latitude, longitude] = [Number(place.latitude), Number(place.longitude)];
  const label = place.name ?? 'Place';
  return el('div.place', {},
    map(latitude, longitude),
    el('strong', {}, label),
    place.address && el('span', {}, place.address),
    el('small', {}, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`));
}

/** Draws streets around a place. Equal places have equal drawings. */
function map(latitude, longitude) {
  const seed = Math.abs(Math.round(latitude * 997 + longitude * 1009));
  const at = (index, range) => ((seed * (index * 7 + 3)) % 9973) % range;
  const line = (x1, y1, x2, y2, width) => svg('line', { x1, y1, x2, y2, 'stroke-width': width, class: 'street' });
  const parts = [svg('rect', { width: 240, height: 120, class: 'land' })];
  parts.push(svg('rect', { x: at(1, 150), y: at(2, 60), width: 60, height: 40, rx: 4, class: 'park' }));
  parts.push(svg('path', { d: `M0 ${80 + at(3, 40)} Q 120 ${60 + at(4, 60)} 240 ${90 + at(5, 30)} V 120 H 0 Z`, class: 'water' }));
  for (let index = 0; index < 4; index += 1) {
    const x = 20 + index * 62 + at(index + 6, 24);
    parts.push(line(x, 0, x + at(index + 10, 40) - 20, 120, 4));
  }
  for (const index of [0, 1, 2]) {
    const y = 18 + index * 36 + at(index + 14, 14);
    parts.push(line(0, y, 240, y + at(index + 18, 20) - 10, index === 1 ? 7 : 4));
  }
  parts.push(svg('path', { d: 'M120 66 c-12 -16 -14 -20 -14 -26 a14 14 0 0 1 28 0 c0 6 -2 10 -14 26 z', class: 'pin' }));
  parts.push(svg('circle', { cx: 120, cy: 40, r: 5, class: 'hole' }));
  return svg('svg', { viewBox: '0 0 240 120', class: 'map', role: 'img', 'aria-label': `Map at ${latitude}, ${longitude}` }, ...parts);
}

/** Contact cards; a card opens to show all details. */
export function contactCards(cards) {
  return el('div.cards', {}, ...list(cards).map((card) => {
    const name = card.name?.formatted_name ?? 'Contact';
    const rows = [
      card.org && [card.org.title, card.org.company].filter(Boolean).join(', '),
      ...list(card.phones).map((phone) => `${phone.phone}${phone.type ? ` (${phone.type})` : ''}`),
      ...list(card.emails).map((email) => email.email),
      ...list(card.addresses).map((one) => [one.street, one.zip, one.city, one.country].filter(Boolean).join(', ')),
      ...list(card.urls).map((url) => url.url),
      card.birthday && `Born ${card.birthday}`,
    ].filter(Boolean);
    return el('details.contact-card', {},
      el('summary', {}, el('span.avatar', { 'aria-hidden': 'true' }, name[0]), el('strong', {}, name)),
      el('ul', {}, ...rows.map((row) => el('li', {}, row))));
  }));
}
