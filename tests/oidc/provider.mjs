// A real OpenID provider on this machine, for the tests: everybody may be anybody.
// Prints its issuer on the first line, then serves until it is ended.
import Provider from "oidc-provider";

const [port, clientId, clientSecret, returnTo] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const provider = new Provider(issuer, {
  clients: [{
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [returnTo],
    token_endpoint_auth_method: "client_secret_basic",
  }],
  features: { devInteractions: { enabled: true } },
  pkce: { required: () => true, methods: ["S256"] },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log(issuer));
