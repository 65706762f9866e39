// Writing as the person: texts, files, places, contacts.

import { el, action } from './dom.js';
import { icon } from './icons.js';
import { send, upload } from './server.js';
import { lastLine } from './bubble.js';
import { giveLocation } from './dialogs.js';
import { ownCard } from './interactive.js';

const form = document.querySelector('#composer');
const field = form.elements.text;
const replying = document.querySelector('#replying');
const picker = document.querySelector('#file');
let answered;

/** Makes the next message a reply. */
export function replyTo(message) {
  answered = message;
  replying.hidden = !message;
  if (!message) return;
  const cancel = action('✕', () => replyTo(undefined), 'button.close');
  cancel.setAttribute('aria-label', 'Do not reply');
  replying.replaceChildren(el('span', {}, `Reply to: ${lastLine(message)}`), cancel);
  field.focus();
}

/** Adds the context of a reply, then starts over. */
function withContext(content) {
  const context = answered && { id: answered.id };
  replyTo(undefined);
  return context ? { ...content, context } : content;
}

/** `openChat` returns the id of the open chat. */
export function startComposer(openChat) {
  document.querySelector('#send').append(icon('send'));
  const write = (content) => openChat() && send(openChat(), withContext(content));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const body = field.value.trim();
    if (!body) return;
    field.value = '';
    grow();
    write({ type: 'text', text: { body } });
  });
  field.addEventListener('input', grow);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  picker.addEventListener('change', async () => {
    for (const file of picker.files) write(await fileMessage(file));
    picker.value = '';
  });
  form.addEventListener('paste', async (event) => {
    for (const file of event.clipboardData.files) write(await fileMessage(file));
  });
  document.querySelector('#attach').addEventListener('click', () => attach(write, openChat));
}

function grow() {
  field.rows = Math.min(6, field.value.split('\n').length);
}

async function fileMessage(file) {
  const id = await upload(file);
  const kind = file.type.split('/')[0];
  if (file.type === 'image/webp') return { type: 'sticker', sticker: { id, animated: false } };
  if (kind === 'audio') return { type: 'audio', audio: { id, voice: false } };
  if (kind === 'image' || kind === 'video') return { type: kind, [kind]: { id } };
  return { type: 'document', document: { id, filename: file.name } };
}

function attach(write, openChat) {
  const close = (then) => () => { menu.remove(); then(); };
  const entry = (label, then) => action(label, close(then), 'button');
  document.querySelector('#attachments')?.remove();
  const menu = el('div', { id: 'attachments', role: 'group', 'aria-label': 'Attach' },
    entry('File', () => picker.click()),
    entry('Drawing', async () => write(await fileMessage(await drawing()))),
    entry('Location', () => giveLocation((place) => write({ type: 'location', location: place }))),
    entry('Contact', () => write(ownCard({ chat: openChat() }))));
  menu.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    menu.remove();
    document.querySelector('#attach').focus();
  });
  const closeOutside = ({ target }) => { if (!menu.contains(target)) menu.remove(); };
  document.addEventListener('pointerdown', closeOutside, { once: true });
  form.append(menu);
  menu.querySelector('button').focus();
}

/** A picture for tests without a file. */
function drawing() {
  const canvas = el('canvas', { width: 320, height: 200 });
  const paint = canvas.getContext('2d');
  const sky = paint.createLinearGradient(0, 0, 0, 200);
  sky.addColorStop(0, '#7cc5ff');
  sky.addColorStop(1, '#fff1c9');
  paint.fillStyle = sky;
  paint.fillRect(0, 0, 320, 200);
  paint.fillStyle = '#ffb13d';
  paint.arc(230, 70, 30, 0, 7);
  paint.fill();
  paint.fillStyle = '#3f8f5b';
  paint.fillRect(0, 140, 320, 60);
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(new File([blob], 'drawing.png', { type: 'image/png' })), 'image/png');
  });
}
