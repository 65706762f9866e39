// Building elements. Text always becomes a text node, so messages cannot inject markup.

/** Creates an element: `el('p.note', { title: 'x' }, 'text', child)`. */
export function el(selector, properties = {}, ...children) {
  const [tag, ...classes] = selector.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** Creates a button of a bubble; the label is a text, or a list of an icon and a text. */
export function action(label, onclick, selector = 'button.action') {
  return el(selector, { type: 'button', onclick }, label);
}

/** Creates an SVG element from its attributes. */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The time of day of seconds since 1970. */
export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

/** The items of a list, or nothing. */
export function list(value) {
  return Array.isArray(value) ? value : [];
}
