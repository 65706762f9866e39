// The state of the page, and the parts that show the state.

import { el, clock } from './dom.js';
import { icon } from './icons.js';
import { act, addContact, listen } from './server.js';
import { bubble, lastLine } from './bubble.js';
import { startComposer, replyTo } from './composer.js';
import { showDelivery, showRequest, showWebhook, clearInspector } from './inspector.js';

const state = { contacts: new Map(), messages: new Map(), open: undefined, typing: new Map(), unread: new Set() };
const log = document.querySelector('#log');
let isAtEnd = true;
log.addEventListener('scroll', () => {
  isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
});
// A picture changes the height of its bubble later.
log.addEventListener('load', () => isAtEnd && showEnd(), true);

function showEnd() {
  log.scrollTop = log.scrollHeight;
}

listen(
  ({ kind, content }) => {
    document.body.classList.remove('lost');
    handlers[kind]?.(content);
  },
  () => document.body.classList.add('lost'),
);

const handlers = {
  state(content) {
    state.contacts = new Map(content.contacts.map((contact) => [contact.id, contact]));
    state.messages = new Map(content.messages.map((message) => [message.id, message]));
    clearInspector();
    const entries = [
      ...content.requests.map((request) => [request, showRequest]),
      ...content.deliveries.map((delivery) => [delivery, showDelivery]),
    ];
    entries.sort(([a], [b]) => a.id - b.id).forEach(([entry, show]) => show(entry));
    showWebhook(content.webhook);
    open(state.contacts.has(state.open) ? state.open : content.contacts[0]?.id);
  },
  contact(contact) {
    state.contacts.set(contact.id, contact);
    showContacts();
    if (contact.id === state.open) showPerson();
  },
  message(message) {
    const isNew = !state.messages.has(message.id);
    state.messages.set(message.id, message);
    if (isNew && message.is_outgoing) {
      stopTyping(message.chat);
      if (message.chat !== state.open) state.unread.add(message.chat);
    }
    if (message.chat === state.open) showMessage(message, isNew);
    refresh();
  },
  typing({ chat }) {
    stopTyping(chat);
    // The service hides the indicator after 25 seconds, or when the answer arrives.
    state.typing.set(chat, setTimeout(() => stopTyping(chat), 25_000));
    if (chat === state.open) showTyping();
  },
  request: showRequest,
  delivery: showDelivery,
  webhook: showWebhook,
};

/** Shows the list of chats and reads the open chat, once for messages that arrive together. */
function refresh() {
  state.refresh ??= setTimeout(() => {
    state.refresh = undefined;
    showContacts();
    markRead();
  }, 50);
}

function stopTyping(chat) {
  clearTimeout(state.typing.get(chat));
  state.typing.delete(chat);
  if (chat === state.open) showTyping();
}

function showTyping() {
  log.querySelector('.typing')?.remove();
  if (!state.typing.has(state.open)) return;
  const dots = [el('span'), el('span'), el('span')];
  log.append(el('div.typing', { role: 'status', 'aria-label': 'The business is typing' }, ...dots));
  showEnd();
}

/** Opens a chat. */
function open(id) {
  state.open = id;
  state.unread.delete(id);
  showContacts();
  showPerson();
  log.replaceChildren();
  for (const message of chatMessages(id)) showMessage(message, true);
  showTyping();
  markRead();
}

function chatMessages(id) {
  return [...state.messages.values()].filter((message) => message.chat === id);
}

function showMessage(message, isNew) {
  const isReaction = message.content.type === 'reaction';
  const target = isReaction && state.messages.get(message.content.reaction?.message_id);
  if (target) return showMessage(target, false);
  const element = bubble(message, { state, replyTo });
  if (!element) return;
  const present = document.getElementById(message.id);
  if (present) return present.replaceWith(element);
  log.append(element);
  if (isNew) showEnd();
  const typing = log.querySelector('.typing');
  if (typing) log.append(typing);
}

/** A message is read while its chat is open and visible. */
function markRead() {
  if (document.hidden || !state.open) return;
  const isDelivered = (message) => message.is_outgoing && message.status === 'delivered';
  if (chatMessages(state.open).some(isDelivered)) act(state.open, 'read');
}
document.addEventListener('visibilitychange', markRead);

function showContacts() {
  const entries = [...state.contacts.values()].map((contact) => {
    const messages = chatMessages(contact.id);
    const last = messages.at(-1);
    const line = last ? lastLine(last) : contact.note;
    return el('li', {}, el('button.contact', {
      type: 'button',
      'aria-current': contact.id === state.open && 'true',
      onclick: () => { open(contact.id); view('phone'); },
    },
    avatar(contact),
    el('strong', {}, contact.name),
    el('time', {}, last ? clock(last.time) : ''),
    el('span.line', {}, line || address(contact)),
    state.unread.has(contact.id) && el('span.unread', { 'aria-label': 'New messages' })));
  });
  document.querySelector('#contacts').replaceChildren(...entries);
}

function avatar(contact) {
  const hue = [...contact.id].reduce((sum, letter) => sum * 7 + letter.charCodeAt(0), 0) % 360;
  const initial = contact.is_group ? icon('group') : contact.name.replace('+', '')[0]?.toUpperCase();
  const face = el('span.avatar', { 'aria-hidden': 'true' }, initial);
  face.style.setProperty('--hue', hue);
  return face;
}

function address(contact) {
  if (contact.username) return `@${contact.username}`;
  return contact.phone ? `+${contact.phone}` : contact.id;
}

function showPerson() {
  const contact = state.contacts.get(state.open);
  if (!contact) return;
  const facts = [address(contact), contact.note, !contact.window && 'window closed', contact.is_blocked && 'blocked by the business'];
  const marketing = contact.accepts_marketing ? 'stop' : 'resume';
  const menu = el('details.menu', {}, el('summary', { 'aria-label': 'More', title: 'More' }, '⋮'), el('div', {},
    el('button', { type: 'button', onclick: () => act(contact.id, 'call') }, 'Call the business'),
    el('button', { type: 'button', onclick: () => act(contact.id, 'marketing', { value: marketing }) },
      marketing === 'stop' ? 'Stop marketing messages' : 'Resume marketing messages'),
    el('button', { type: 'button', onclick: () => act(contact.id, 'silence') }, 'Close the 24-hour window')));
  menu.addEventListener('click', (event) => { if (event.target.matches('div button')) menu.open = false; });
  document.querySelector('#person').replaceChildren(avatar(contact),
    el('div', {}, el('h2', {}, contact.name), el('p', {}, facts.filter(Boolean).join(' · '))), menu);
}

function view(name) {
  document.body.dataset.view = name;
  document.querySelectorAll('#tabs button').forEach((tab) => {
    tab.setAttribute('aria-pressed', tab.dataset.view === name);
  });
}
document.querySelector('#tabs').addEventListener('click', (event) => {
  if (event.target.dataset.view) view(event.target.dataset.view);
});
view('phone');

document.querySelector('#add-contact').addEventListener('submit', (event) => {
  event.preventDefault();
  addContact(event.target.phone.value);
  event.target.reset();
});

document.addEventListener('refused', ({ detail }) => {
  const note = el('div.refused', { role: 'alert' }, detail);
  document.body.append(note);
  setTimeout(() => note.remove(), 6_000);
});

startComposer(() => state.open);
