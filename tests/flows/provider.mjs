// A certified OpenID provider (the npm package oidc-provider) on loopback, for tests/flows/test_agency_door.py.
//
// Called as: node provider.mjs NODE_MODULES SITE CLIENT SECRET PEOPLE. It writes its address to stdout once it listens,
// knows one client, and believes every password: who somebody is there stands in PEOPLE, a JSON file that is read again
// for every sign-in, so that a test may change it.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, site, client, secret, people] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${modules}/here.js`));
const { default: Provider } = await import(pathToFileURL(require.resolve("oidc-provider")).href);
const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(address, {
    clients: [
      {
        client_id: client,
        client_secret: secret,
        redirect_uris: [`${site}/dang-nhap/cua/co-quan/ve/`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: [randomBytes(32).toString("hex")] },
    jwks: { keys: [{ ...key, use: "sig", kid: "1", alg: "RS256" }] },
    pkce: { required: () => true },
    findAccount: (_, id) => {
      const person = JSON.parse(readFileSync(people, "utf8"))[id];
      return person && { accountId: id, claims: () => ({ sub: id, ...person }) };
    },
  });
  server.on("request", provider.callback());
  console.log(address);
});
