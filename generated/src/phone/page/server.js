// Requests to the phone.

/** Posts an action of the person; shows a refusal. */
async function post(path, body, type = 'application/json') {
  const response = await fetch(path, {
    method: 'POST',
    // Pages of different hosts cannot set the header `x-phone`.
    headers: { 'content-type': type, 'x-phone': '1' },
    body: type === 'application/json' ? JSON.stringify(body) : body,
  });
  if (!response.ok) {
    const reason = await response.text();
    document.dispatchEvent(new CustomEvent('refused', { detail: reason }));
    throw new Error(reason);
  }
  return response;
}

/** Does something as the person of a chat: `act('16505551234', 'read')`. */
export function act(chat, name, body = {}) {
  return post(`/phone/chats/${encodeURIComponent(chat)}/${name}`, body);
}

/** Sends a message of the person. */
export function send(chat, content) {
  return act(chat, 'messages', content);
}

/** Answers a message: the content gets the context of the message. */
export function answer(message, content) {
  return send(message.chat, { ...content, context: { id: message.id } });
}

/** Stores a file; returns its id. */
export async function upload(file) {
  const response = await post('/phone/media', file, file.type || 'text/plain');
  return (await response.json()).id;
}

export function addContact(phone) {
  return post('/phone/contacts', { phone });
}

/** Calls `onevent` with the complete state, then with every change. */
export function listen(onevent, onlost) {
  const events = new EventSource('/phone/events');
  events.onmessage = (event) => onevent(JSON.parse(event.data));
  events.onerror = onlost;
}
