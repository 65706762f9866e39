// Compiles every spec of `@typespec/http-specs` to OpenAPI: a file per service and version.
// Arguments: the folder of the documents.

import { compile, NodeHost } from "@typespec/compiler";
import { getOpenAPI3 } from "@typespec/openapi3";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

// The emitter looks up the examples of parameters by name in a plain object, and crashes for a
// parameter called `constructor`.
Object.defineProperty(Object.prototype, "constructor", { value: undefined, writable: true });

const specs = resolve("node_modules/@typespec/http-specs/specs");
const documents = resolve(process.argv[2]);
mkdirSync(documents, { recursive: true });
const files = readdirSync(specs, { recursive: true }).filter((file) => file.endsWith("main.tsp"));
for (const file of files.sort()) {
  const name = dirname(file).replaceAll(/[\\/]/g, "_");
  const program = await compile(NodeHost, join(specs, file), { noEmit: true });
  const services = await getOpenAPI3(program, { "openapi-versions": ["3.2.0"] });
  for (const service of services) {
    for (const { document, version } of service.versioned ? service.versions : [service]) {
      const path = join(documents, `${name}${version ? `@${version}` : ""}.json`);
      writeFileSync(path, JSON.stringify(document, null, 2));
    }
  }
}
