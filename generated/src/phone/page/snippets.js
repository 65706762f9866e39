// A request as code: Rust, JSON, curl.

const TYPES = {
  text: 'TextMessage', image: 'ImageMessage', video: 'VideoMessage', audio: 'AudioMessage',
  document: 'DocumentMessage', sticker: 'StickerMessage', location: 'LocationMessage',
  contacts: 'ContactsMessage', reaction: 'ReactionMessage', template: 'TemplateMessage',
  interactive: 'InteractiveMessage', pin: 'PinMessage',
};

export function asJson(body) {
  return JSON.stringify(body, null, 2);
}

/** Quotes a text for a shell. */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export function asCurl({ method, path, body }) {
  return [
    `curl --request ${method} ${quoted(location.origin + path)}`,
    "--header 'Authorization: Bearer '\"$WHATSAPP_TOKEN\"",
    "--header 'Content-Type: application/json'",
    `--data ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

/** Code that sends the request with the crate. */
export function asRust({ path, body }) {
  const type = body.status === 'read' ? 'ReadReceipt' : TYPES[body.type ?? 'text'] ?? 'SendMessageRequest';
  const sender = JSON.stringify(path.split('/')[2]);
  const plain = body.type === 'text' && body.to && !body.context && !body.text.preview_url && Object.keys(body).length <= 5;
  if (plain) {
    return `use whatsapp_cloud::types::TextMessage;

let message = TextMessage::to(${rustText(body.to)}, ${rustText(body.text.body)});
client.send_message(${sender}, message).send().await?;
`;
  }
  return `use whatsapp_cloud::{serde_json, types::${type}};

let message: ${type} = serde_json::from_str(r####"${asJson(body)}"####)?;
client.send_message(${sender}, message).send().await?;
`;
}

/** A string literal of Rust. */
function rustText(text) {
  return JSON.stringify(text).replaceAll(/\\u([0-9a-f]{4})/g, '\\u{$1}').replaceAll(/\\[bf]/g, '');
}
