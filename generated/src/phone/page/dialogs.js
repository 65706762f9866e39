// Dialogs above the chat: rows of a list, forms, products, places.

import { el, action, list } from './dom.js';
import { answer } from './server.js';
import { goods, product } from './interactive.js';

/** Opens a dialog with a form; `onsubmit` gets the values after a click on `label`. */
function open(title, label, onsubmit, ...content) {
  const form = el('form', { method: 'dialog' },
    el('header', {}, el('h2', {}, title), action('✕', () => dialog.close(), 'button.close')), ...content);
  form.querySelector('.close').setAttribute('aria-label', 'Close');
  if (label) form.append(el('button.primary', {}, label));
  const dialog = el('dialog', { 'aria-label': title, onclose: () => dialog.remove() }, form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (onsubmit?.(new FormData(form)) !== false) dialog.close();
  });
  document.querySelector('#phone').append(dialog);
  dialog.showModal();
  dialog.querySelector('input, textarea')?.focus();
  return dialog;
}

/** Shows details to read. */
export function showDetails(title, content) {
  open(title, 'Close', undefined, content);
}

/** The rows of a list message. */
export function chooseRow(message, detail) {
  const rows = new Map();
  const sections = list(detail.sections).map((section) => el('fieldset', {},
    section.title && el('legend', {}, section.title),
    ...list(section.rows).map((row) => {
      rows.set(row.id, row);
      return el('label.row', {},
        el('span', {}, el('strong', {}, row.title), row.description && el('small', {}, row.description)),
        el('input', { type: 'radio', name: 'row', value: row.id, required: true }));
    })));
  open(detail.button, 'Send', (form) => {
    const { id, title, description } = rows.get(form.get('row'));
    const reply = description ? { id, title, description } : { id, title };
    answer(message, { type: 'interactive', interactive: { type: 'list_reply', list_reply: reply } });
  }, ...sections);
}

/** A stub of a flow, or of the form for addresses: the answer as JSON. */
export function fillForm(message, { name, title, token, screen, data, problems }) {
  const values = { ...(typeof data === 'object' ? data : {}) };
  const start = name === 'flow' ? { flow_token: token, ...values } : { values };
  const area = el('textarea', { name: 'json', rows: '8', 'aria-label': 'Answer as JSON', spellcheck: 'false' }, JSON.stringify(start, null, 2));
  const notes = Object.entries(problems ?? {}).map(([field, problem]) => el('p.failure', {}, `${field}: ${problem}`));
  open(title, 'Send', (form) => {
    let json;
    try {
      json = JSON.parse(form.get('json'));
    } catch (error) {
      area.setCustomValidity(String(error.message));
      area.reportValidity();
      area.setCustomValidity('');
      return false;
    }
    answer(message, {
      type: 'interactive',
      interactive: { type: 'nfm_reply', nfm_reply: { name, body: 'Sent', response_json: JSON.stringify(json) } },
    });
    return true;
  }, el('p', {}, screen ? `Screen ${screen}. ` : '', 'The phone does not draw forms: edit the answer.'), ...notes, area);
}

/** The products of a message, with a quantity each; the answer is an order. */
export function chooseProducts(message, { catalog_id: catalog, sections }) {
  const items = list(sections).map((section) => el('fieldset', {},
    section.title && el('legend', {}, section.title),
    ...list(section.product_items).map(({ product_retailer_id: id }) => el('label.row', {},
      product(id), el('input', { type: 'number', name: id, min: '0', max: '99', value: '0', 'aria-label': `Quantity of ${id}` })))));
  open('Products', 'Place order', (form) => order(message, catalog, [...form.entries()]), ...items);
}

/** A single product: order the product, or ask about it. */
export function showProduct(message, { catalog_id: catalog, product_retailer_id: id }) {
  const dialog = open(id, 'Order one', () => order(message, catalog, [[id, '1']]), product(id),
    action('Ask about this product', () => {
      dialog.close();
      answer(message, { type: 'text', text: { body: `Is ${id} in stock?` } });
    }));
}

function order(message, catalog, entries) {
  const items = entries.filter(([, quantity]) => Number(quantity) > 0).map(([id, quantity]) => ({
    product_retailer_id: id, quantity: Number(quantity), item_price: goods(id).price, currency: 'USD',
  }));
  if (!items.length) return false;
  answer(message, { type: 'order', order: { catalog_id: catalog, text: '', product_items: items } });
  return true;
}

/** A place: `onplace` gets the place. */
export function giveLocation(onplace) {
  const field = (name, value) => el('label.row', {}, name, el('input', { name, value, required: name.endsWith('itude') }));
  open('Send location', 'Send', (form) => {
    const [latitude, longitude] = [Number(form.get('latitude')), Number(form.get('longitude'))];
    if (Number.isNaN(latitude + longitude)) return false;
    onplace({ latitude, longitude, name: form.get('name') || undefined, address: form.get('address') || undefined });
    return true;
  }, field('latitude', '37.4847'), field('longitude', '-122.1486'), field('name', 'Here'), field('address', ''));
}
