// Templates: the definition, filled with the values of the message.

import { el, action, list } from './dom.js';
import { paragraph } from './text.js';
import { icon } from './icons.js';
import { file, location } from './media.js';
import { act, answer } from './server.js';
import { link, orderDetails, ownCard, product, sample } from './interactive.js';
import { chooseProducts, fillForm, showDetails } from './dialogs.js';

/** The content of a template message, or its buttons. */
export function template(message, onlyButtons = false) {
  const defined = list(message.template?.components);
  const sent = list(message.content.template.components);
  if (onlyButtons) {
    const found = defined.find((component) => component.type === 'BUTTONS');
    return list(found?.buttons).map((button, index) => templateButton(message, button, sentButton(sent, index)));
  }
  return el('div', {}, ...parts(message, defined, sent));
}

/** The text of a template message in a line. */
export function templateText({ template: definition, content }) {
  const body = list(definition?.components).find((component) => component.type === 'BODY');
  return filled(body?.text ?? content.template.name, values(list(content.template.components), 'body'));
}

function parts(message, defined, sent) {
  return defined.map((component) => {
    const given = values(sent, component.type.toLowerCase());
    switch (component.type) {
      case 'HEADER': return templateHeader(component, given);
      case 'BODY': return paragraph(filled(component.text ?? '', given));
      case 'FOOTER': return paragraph(component.text, 'p.footer');
      case 'LIMITED_TIME_OFFER': return offer(component, given);
      case 'ORDER_STATUS': return el('p.note', {}, orderStatus(given));
      case 'CAROUSEL': return carousel(message, component, sent);
      default: return undefined;
    }
  });
}

function values(sent, type) {
  return list(sent.find((component) => component.type?.toLowerCase() === type)?.parameters);
}

function sentButton(sent, index) {
  const isOwn = (component) => component.type === 'button' && Number(component.index ?? 0) === index;
  return list(sent.find(isOwn)?.parameters);
}

/** Replaces `{{1}}` and `{{name}}` by the values. */
function filled(text, given) {
  return text.replace(/\{\{\s*([\w]+)\s*\}\}/g, (whole, name) => {
    const named = given.find((value) => value.parameter_name === name);
    const value = named ?? given[Number(name) - 1];
    return value ? shown(value) : whole;
  });
}

function shown(value) {
  return value.text ?? value.currency?.fallback_value ?? value.date_time?.fallback_value ?? '';
}

function templateHeader(component, given) {
  if (!component.format || component.format === 'TEXT') {
    return el('div.head', {}, el('strong', {}, filled(component.text ?? '', given)));
  }
  const kind = component.format.toLowerCase();
  const value = given[0]?.[kind];
  if (!value) return undefined;
  if (kind === 'location') return location(value);
  if (kind === 'product') return product(value.product_retailer_id);
  return el('div.head', {}, file(kind === 'gif' ? 'video' : kind, value));
}

function offer(component, given) {
  const ends = given[0]?.limited_time_offer?.expiration_time_ms;
  const until = ends ? `Ends ${new Date(ends).toLocaleDateString('en-GB')}` : 'Limited time';
  return el('div.offer', {}, el('strong', {}, component.limited_time_offer?.text ?? 'Offer'), el('small', {}, until));
}

function orderStatus(given) {
  const order = given[0]?.order_status?.order;
  return `Order ${order?.status ?? ''}: ${order?.description ?? ''}`;
}

function carousel(message, component, sent) {
  const given = list(sent.find((one) => one.type === 'carousel')?.cards);
  const slides = list(component.cards).map((card, index) => {
    const own = list((given.find((one) => one.card_index === index) ?? given[index])?.components);
    const defined = list(card.components);
    const buttons = list(defined.find((one) => one.type === 'BUTTONS')?.buttons);
    return el('div.slide', { role: 'listitem' }, ...parts(message, defined, own),
      ...buttons.map((button, place) => templateButton(message, button, sentButton(own, place))));
  });
  return el('div.carousel', { tabindex: '0', role: 'list', 'aria-label': 'Cards' }, ...slides);
}

function templateButton(message, button, given) {
  const label = button.text ?? button.type;
  const parameters = given[0]?.action ?? {};
  switch (button.type) {
    case 'URL': return link(label, filled(button.url, given));
    case 'PHONE_NUMBER': return action([icon('call'), label], () => showDetails(label, el('p', {}, button.phone_number)));
    case 'COPY_CODE': case 'OTP': {
      const code = given[0]?.coupon_code ?? given[0]?.text ?? '';
      return action([icon('copy'), label], () => navigator.clipboard.writeText(code));
    }
    case 'FLOW': return action(label, () => fillForm(message, {
      name: 'flow', title: label, token: parameters.flow_token ?? 'unused', screen: button.navigate_screen, data: parameters.flow_action_data,
    }));
    case 'CATALOG': case 'SPM': case 'MPM': return action(label, () => chooseProducts(message, {
      catalog_id: 'catalog',
      sections: parameters.sections ?? [{ title: 'Catalog', product_items: sample(parameters.thumbnail_product_retailer_id) }],
    }));
    case 'VOICE_CALL': {
      const payload = given.find((value) => value.type === 'payload')?.payload;
      return action([icon('call'), label], () => act(message.chat, 'call', { payload }));
    }
    case 'ORDER_DETAILS': return action(label, () => showDetails(label, orderDetails(parameters.order_details ?? {})));
    case 'REQUEST_CONTACT_INFO': return action(label, () => answer(message, ownCard(message)));
    default: return action([icon('reply'), label], () => answer(message, {
      type: 'button', button: { payload: given[0]?.payload ?? label, text: label },
    }));
  }
}
