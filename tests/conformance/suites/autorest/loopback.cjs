// Makes a server listen on loopback only.
const { Server } = require("node:net");
const { listen } = Server.prototype;
Server.prototype.listen = function (options, ...rest) {
  const isPort = typeof options === "number" || typeof options === "string";
  return listen.call(this, isPort ? { port: Number(options), host: "127.0.0.1" } : options, ...rest);
};
