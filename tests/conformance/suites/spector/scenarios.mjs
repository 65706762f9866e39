// Writes the scenarios of `@typespec/http-specs` as JSON.
// Arguments: the URL of the server, and the file.

import { expandDyns } from "@typespec/spec-api";
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const specs = resolve("node_modules/@typespec/http-specs/dist/specs");
const config = { baseUrl: process.argv[2] };

const content = (raw) => {
  if (raw === undefined) return {};
  if (Buffer.isBuffer(raw)) return { bytes: [...raw] };
  return { text: typeof raw === "string" ? raw : raw.serialize(config) };
};
const file = ({ fieldname, originalname, mimetype, buffer }) => ({
  name: fieldname,
  filename: originalname,
  type: mimetype,
  bytes: [...buffer],
});
const body = (described) =>
  described && {
    type: described.contentType,
    ...content(described.rawContent),
    parts: described.parts,
    files: (described.files ?? []).map(file),
  };
const values = (described) => described && expandDyns(described, config);

const scenarios = [];
const files = readdirSync(specs, { recursive: true }).filter((file) => file.endsWith("mockapi.js"));
for (const path of files.sort()) {
  const { Scenarios } = await import(pathToFileURL(join(specs, path)));
  for (const [name, { apis }] of Object.entries(Scenarios)) {
    const calls = apis.map(({ uri, method, request, response }) => ({
      uri,
      method,
      request: {
        query: values(request?.query),
        headers: values(request?.headers),
        body: body(request?.body),
      },
      response: {
        status: response.status,
        headers: values(response.headers),
        body: body(response.body),
      },
    }));
    scenarios.push({ document: dirname(path).replaceAll(/[\\/]/g, "_"), name, calls });
  }
}
writeFileSync(process.argv[3], JSON.stringify(scenarios));
