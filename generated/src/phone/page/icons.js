// Icons as drawings: not every machine has a font with emoji.

import { svg } from './dom.js';

const PATHS = {
  image: 'M3 5h18v14H3z M3 16l5-5 4 4 3-3 6 6 M16 9.5h.01',
  video: 'M8 5l11 7-11 7z',
  audio: 'M9 18V6l10-2v12 M9 18a2.5 2.5 0 1 1-2.5-2.5A2.5 2.5 0 0 1 9 18z M19 16a2.5 2.5 0 1 1-2.5-2.5A2.5 2.5 0 0 1 19 16z',
  document: 'M6 3h8l4 4v14H6z M14 3v4h4 M9 12h6 M9 16h6',
  sticker: 'M12 3a9 9 0 1 0 9 9c-5 0-9-4-9-9z M8.5 14.5c1.5 2 4.5 2.5 6.5 1',
  list: 'M4 7h16 M4 12h16 M4 17h16',
  reply: 'M9 6l-5 5 5 5 M4 11h9c4 0 6 2 7 7',
  link: 'M8 16L17 7 M10 7h7v7',
  call: 'M6 3l4 1 1 5-2 2c1 2 2 3 4 4l2-2 5 1 1 4c-1 2-3 3-5 2C9 18 5 14 3 8c0-2 1-4 3-5z',
  copy: 'M8 8h12v12H8z M4 16V4h12',
  place: 'M12 21c-5-6-7-9-7-12a7 7 0 0 1 14 0c0 3-2 6-7 12z M12 11.5a2.5 2.5 0 1 0-2.5-2.5 2.5 2.5 0 0 0 2.5 2.5z',
  cart: 'M3 4h3l2 11h10l2-8H7 M9 20h.01 M17 20h.01',
  bag: 'M5 8h14l1 13H4z M9 8V6a3 3 0 0 1 6 0v2',
  group: 'M9 11a3.5 3.5 0 1 0-3.5-3.5A3.5 3.5 0 0 0 9 11z M2 20c0-4 3-6 7-6s7 2 7 6 M16 4.5a3.5 3.5 0 0 1 0 6 M18 14c3 1 4 3 4 6',
  react: 'M12 3a9 9 0 1 0 9 9 9 9 0 0 0-9-9z M9 10h.01 M15 10h.01 M8.5 14c2 2.5 5 2.5 7 0',
  send: 'M4 4l17 8-17 8 3-8z M7 12h7',
  pin: 'M9 3h6l-1 7 4 4H6l4-4z M12 14v7',
};

/** Draws an icon; labels beside the icon name the thing. */
export function icon(name) {
  return svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' }, svg('path', { d: PATHS[name] }));
}
