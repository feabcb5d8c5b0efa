// The certified OpenID provider for the browser tests: node provider.mjs PORT ORIGIN
// Whoever signs in is who they say they are; ORIGIN is the address under which the app is opened.
import Provider from "oidc-provider";

const [port, origin] = process.argv.slice(2);
const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: "congress",
      client_secret: "secret",
      redirect_uris: [`${origin}/oauth2callback`],
      post_logout_redirect_uris: [origin, `${origin}/`, `${origin}/oauth2callback`],
    },
  ],
  claims: { openid: ["sub"], email: ["email"], profile: ["name"] },
  conformIdTokenClaims: false, // the address stands in the proof itself, as with Entra ID and Google
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: id }) }),
  cookies: { keys: ["of-this-test-alone"] },
});
provider.listen(Number(port), "localhost");
