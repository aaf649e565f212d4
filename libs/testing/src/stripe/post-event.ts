import { request } from 'node:http';

/** What Stripe sends, byte by byte. */
export interface SignedEvent {
  readonly body: string;
  readonly signature: string;
}

/** Posts an event to the console at a port, as Stripe does, and nothing of a browser. @returns the status of the answer */
export const postStripeEvent = (port: number, { body, signature }: SignedEvent): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = {
      ...{ host: 'console.localhost', 'content-type': 'application/json; charset=utf-8' },
      ...{ 'stripe-signature': signature, accept: '*/*', 'user-agent': 'Stripe/1.0' },
    };
    const outgoing = request(
      { port, method: 'POST', path: '/webhooks/stripe', agent: false, headers },
      (response) => {
        response.resume().once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    outgoing.once('error', reject).end(body);
  });
