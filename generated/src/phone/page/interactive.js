// Interactive messages of the business, and the person's answers.

import { el, action, list } from './dom.js';
import { paragraph } from './text.js';
import { icon } from './icons.js';
import { file } from './media.js';
import { act, answer } from './server.js';
import { chooseRow, chooseProducts, fillForm, giveLocation, showDetails, showProduct } from './dialogs.js';

/** The content of a message, or its buttons. */
export function interactive(message, onlyButtons = false) {
  const value = message.content.interactive;
  if (onlyButtons) return buttons(message, value);
  const parts = [header(value.header), value.body && paragraph(value.body.text)];
  const special = middle(message, value);
  if (value.type === 'product') parts.unshift(special);
  else parts.push(special);
  if (value.footer) parts.push(paragraph(value.footer.text, 'p.footer'));
  return el('div', {}, ...parts);
}

export function header(value) {
  if (!value) return undefined;
  if (value.type === 'text') {
    return el('div.head', {}, el('strong', {}, value.text), value.sub_text && el('span', {}, value.sub_text));
  }
  return el('div.head', {}, file(value.type, value[value.type]));
}

/** The part between the text and the footer. */
function middle(message, { type, action: detail, body }) {
  const parameters = detail?.parameters ?? {};
  switch (type) {
    case 'product': return product(detail.product_retailer_id);
    case 'carousel': return el('div.carousel', { tabindex: '0', role: 'list', 'aria-label': 'Cards' },
      ...list(detail.cards).map((card) => carouselCard(message, card)));
    case 'catalog_message':
      return parameters.thumbnail_product_retailer_id ? product(parameters.thumbnail_product_retailer_id) : undefined;
    case 'order_details': return orderDetails(parameters);
    case 'order_status': return el('div.order', {},
      el('p.order-head', {}, el('strong', {}, `Order ${parameters.reference_id}`)),
      el('p', {}, `${parameters.order?.status}: ${parameters.order?.description ?? ''}`));
    case 'call_permission_request':
      return body ? undefined : el('p.text', {}, 'The business asks for permission to call you.');
    default: return undefined;
  }
}

export function product(id) {
  const { price, hue } = goods(id);
  const picture = el('span.picture', {}, icon('bag'));
  picture.style.setProperty('--hue', hue);
  return el('div.product', {}, picture, el('span', {}, el('strong', {}, id), el('small', {}, `${price.toFixed(2)} USD`)));
}

/** Invented facts about a product: the phone knows no catalog. */
export function goods(id) {
  const sum = [...String(id)].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9973, 7);
  return { price: 5 + (sum % 400) / 10, hue: sum % 360 };
}

/** An amount of a payment: `value` counts parts of a currency unit. */
export function amount(value, currency = '') {
  return value ? `${(value.value / (value.offset || 1)).toFixed(2)} ${currency}` : '';
}

export function orderDetails(parameters) {
  const items = list(parameters.order?.items);
  return el('div.order', {},
    el('p.order-head', {}, el('strong', {}, `Order ${parameters.reference_id}`)),
    el('ul', {}, ...items.map((item) => el('li', {}, `${item.quantity} × ${item.name}`))),
    el('p', {}, el('strong', {}, `Total ${amount(parameters.total_amount, parameters.currency)}`)));
}

function carouselCard(message, card) {
  const { action: detail, type } = card;
  const parts = type === 'product' ? [product(detail.product_retailer_id)] : [header(card.header), card.body && paragraph(card.body.text)];
  const taps = list(detail.buttons).map(({ quick_reply: { id, title } }) => tap(message, id, title));
  if (detail.name === 'cta_url') taps.push(link(detail.parameters.display_text, detail.parameters.url));
  if (type === 'product') taps.push(action('View', () => showProduct(message, detail)));
  return el('div.slide', { role: 'listitem' }, ...parts, ...taps);
}

/** A reply button. The service reports taps of Direct Send messages as those of templates. */
function tap(message, id, title) {
  const isDirect = Boolean(message.content.category);
  return action(title, () => answer(message, isDirect
    ? { type: 'button', button: { payload: id, text: title } }
    : { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id, title } } }));
}

export function link(label, href) {
  return el('a.action', { href, target: '_blank', rel: 'noreferrer' }, icon('link'), label);
}

function buttons(message, { type, action: detail, body }) {
  const parameters = detail?.parameters ?? {};
  const permit = (response) => () => answer(message, {
    type: 'interactive',
    interactive: { type: 'call_permission_reply', call_permission_reply: { response, response_source: 'user_action' } },
  });
  switch (type) {
    case 'button': return list(detail.buttons).map((button) => (button.type === 'cta_url'
      ? link(button.cta_url.display_text, button.cta_url.url)
      : tap(message, button.reply.id, button.reply.title)));
    case 'list': return [action([icon('list'), detail.button], () => chooseRow(message, detail))];
    case 'cta_url': return [link(parameters.display_text, parameters.url)];
    case 'flow': return [action(parameters.flow_cta, () => fillForm(message, {
      name: 'flow', title: parameters.flow_cta, token: parameters.flow_token ?? 'unused',
      screen: parameters.flow_action_payload?.screen, data: parameters.flow_action_payload?.data,
    }))];
    case 'address_message': return [action('Provide address', () => fillForm(message, {
      name: 'address_message', title: 'Address', data: { ...parameters.values }, problems: parameters.validation_errors,
    }))];
    case 'product': return [action('View', () => showProduct(message, detail))];
    case 'product_list': return [action('View items', () => chooseProducts(message, detail))];
    case 'catalog_message': return [action('View catalog', () => chooseProducts(message, {
      catalog_id: 'catalog', sections: [{ title: 'Catalog', product_items: sample(parameters.thumbnail_product_retailer_id) }],
    }))];
    case 'location_request_message': return [action([icon('place'), 'Send location'], () => giveLocation((place) => answer(message, { type: 'location', location: place })))];
    case 'request_contact_info': return [action('Share contact info', () => answer(message, ownCard(message)))];
    case 'call_permission_request': return [action('Allow', permit('accept')), action("Don't allow", permit('reject'))];
    case 'voice_call': return [action([icon('call'), parameters.display_text ?? 'Call now'], () => act(message.chat, 'call', { payload: parameters.payload }))];
    case 'order_details': return [action('Review and pay', () => showDetails('Review and pay', orderDetails(parameters)))];
    default: return body ? [] : undefined;
  }
}

/** Products of the drawn catalog. */
export function sample(first) {
  return [first, 'sample-1', 'sample-2'].filter(Boolean).map((id) => ({ product_retailer_id: id }));
}

export function ownCard(message) {
  const phone = /^\d+$/.test(message.chat) ? message.chat : '16505550199';
  return {
    type: 'contacts',
    contacts: [{
      name: { formatted_name: 'The person', first_name: 'The', last_name: 'person' },
      phones: [{ phone: `+${phone}`, wa_id: phone, type: 'CELL' }], origin: 'contact_request',
    }],
  };
}

/** The person's answer to an interactive message. */
export function reply(value) {
  if (value.type === 'nfm_reply') {
    const { response_json: json, body } = value.nfm_reply;
    return el('details', {}, el('summary', {}, body ?? 'Answered'), el('pre', {}, json));
  }
  if (value.type === 'call_permission_reply') {
    return paragraph(value.call_permission_reply.response === 'accept' ? 'Calls allowed' : 'Calls not allowed');
  }
  const choice = value[value.type] ?? {};
  return el('div', {}, paragraph(choice.title), choice.description && el('small', {}, choice.description));
}
