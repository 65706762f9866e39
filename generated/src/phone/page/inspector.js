// The inspector: requests with violations and answers, webhooks with attempts.

import { el, action, clock, list } from './dom.js';
import { asCurl, asJson, asRust } from './snippets.js';

const entries = document.querySelector('#entries');
/** More entries would slow the page down. */
const KEPT = 300;

document.querySelector('#filters').addEventListener('click', ({ target }) => {
  if (target.id === 'clear') return clearInspector();
  const { kind } = target.dataset;
  if (!kind) return undefined;
  const isShown = target.getAttribute('aria-pressed') !== 'true';
  target.setAttribute('aria-pressed', isShown);
  return entries.classList.toggle(`without-${kind}`, !isShown);
});

export function clearInspector() {
  entries.replaceChildren();
}

/** Shows the address of the webhooks. */
export function showWebhook({ url, is_verified: isVerified }) {
  const text = url ? `${isVerified ? '● verified' : '○ not verified'} ${url}` : '○ no webhook: start with --webhook URL';
  document.querySelector('#webhook').textContent = text;
}

function place(id, element) {
  const present = document.getElementById(id);
  if (present) {
    element.querySelector('details').open = present.querySelector('details').open;
    present.replaceWith(element);
    return;
  }
  entries.prepend(element);
  while (entries.children.length > KEPT) entries.lastChild.remove();
}

/** Shows a request of the business. */
export function showRequest(request) {
  const violations = list(request.violations);
  const isRefused = request.status >= 400;
  const details = el('details', {},
    el('summary', {},
      el('span.dot', { 'aria-hidden': 'true' }, '→'),
      el('strong', {}, request.method), ' ', el('span.path', {}, request.path), ' ',
      el(`span.status.${isRefused ? 'bad' : 'good'}`, {}, String(request.status)),
      el('time', {}, clock(request.time))),
    violations.length > 0 && el('ul.violations', { 'aria-label': 'Violations' }, ...violations.map(({ pointer, message }) => el('li', {}, el('code', {}, pointer || '/'), ` ${message}`))),
    copies(request),
    request.body && el('h3', {}, 'Request'), request.body && json(request.body, violations),
    el('h3', {}, 'Answer'), json(request.answer));
  details.open = violations.length > 0;
  place(`request-${request.id}`, el('li.request', { id: `request-${request.id}` }, details));
}

/** Shows a webhook. */
export function showDelivery(delivery) {
  const attempts = list(delivery.attempts);
  const isGood = delivery.state === 'answered';
  const state = { 'no webhook': 'not sent', waiting: '…', answered: '200', retrying: `retry ${attempts.length}`, 'given up': 'given up' };
  const details = el('details', {},
    el('summary', {},
      el('span.dot', { 'aria-hidden': 'true' }, '←'),
      el('strong', {}, 'Webhook'), ' ', el('span.path', {}, delivery.label), ' ',
      el(`span.status.${isGood ? 'good' : attempts.length ? 'bad' : 'idle'}`, {}, state[delivery.state]),
      el('time', {}, clock(delivery.time))),
    attempts.length > 0 && el('ul.attempts', { 'aria-label': 'Attempts' }, ...attempts.map((attempt, index) => el('li', {},
      `Attempt ${index + 1} at ${clock(attempt.time)}: ${attempt.status ?? attempt.error}`))),
    el('div.copies', {}, copy('JSON', () => asJson(delivery.body))),
    json(delivery.body));
  place(`delivery-${delivery.id}`, el('li.delivery', { id: `delivery-${delivery.id}` }, details));
}

function copies(request) {
  if (!request.body) return undefined;
  return el('div.copies', {},
    request.path.includes('/messages') && copy('Rust', () => asRust(request)),
    copy('JSON', () => asJson(request.body)),
    copy('curl', () => asCurl(request)));
}

function copy(name, text) {
  const button = action(`Copy as ${name}`, async () => {
    await navigator.clipboard.writeText(text());
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = `Copy as ${name}`; }, 1_500);
  }, 'button.copy');
  return button;
}

/** A value as indented JSON; the line of a violation is marked. */
function json(value, violations = []) {
  const marked = new Set(violations.map(({ pointer }) => pointer));
  const lines = [];
  write(value, '', '', '', '', lines, marked);
  return el('pre.json', { tabindex: '0' }, ...lines.map(([text, isMarked]) => (isMarked ? el('mark', {}, `${text}\n`) : `${text}\n`)));
}

function write(value, pointer, indent, before, after, lines, marked) {
  const isMarked = marked.has(pointer) && pointer !== '';
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0) {
    lines.push([`${indent}${before}${JSON.stringify(value)}${after}`, isMarked]);
    return;
  }
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  lines.push([`${indent}${before}${open}`, isMarked]);
  const names = Object.keys(value);
  names.forEach((name, index) => {
    const escaped = name.replaceAll('~', '~0').replaceAll('/', '~1');
    const label = Array.isArray(value) ? '' : `${JSON.stringify(name)}: `;
    write(value[name], `${pointer}/${escaped}`, `${indent}  `, label, index + 1 < names.length ? ',' : '', lines, marked);
  });
  lines.push([`${indent}${close}${after}`, false]);
}
