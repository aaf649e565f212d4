import { z } from 'zod';

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const positive = (fallback: number) => z.coerce.number().int().min(1).max(1_000_000).default(fallback);
const hostName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, 'a host name in lower case, without port')
  .max(253);
const databaseUrl = z
  .string()
  .regex(/^postgres(?:ql)?:\/\/[^/]+\/[^/?]+/, 'a URL like postgres://host:5432/database');
const key = z.string().min(32, 'at least 32 characters from a random source (openssl rand -base64 48)');
const cidrs = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .refine(
      (list) => list.every((part) => /^[0-9a-fA-F.:]+(?:\/\d{1,3})?$/.test(part)),
      'addresses or CIDR blocks, separated by commas',
    );

const hostNames = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .refine(
      (list) => list.every((part) => hostName.safeParse(part).success),
      'host names, separated by commas',
    );

/** `name=url,name=url`: further databases that carry tenants. */
const databases = z
  .string()
  .default('')
  .transform((text, issue) => {
    const found: Record<string, string> = {};
    for (const part of text.split(',').filter((entry) => entry.trim() !== '')) {
      const match = /^\s*([a-z][a-z0-9-]{0,30})=(\S+)\s*$/.exec(part);
      const [, name, url] = match ?? [];
      if (!name || !url || name === 'main' || !databaseUrl.safeParse(url).success) {
        issue.addIssue(`"${part.trim()}" is not name=postgres://… ("main" is DATABASE_URL)`);
        return z.NEVER;
      }
      found[name] = url;
    }
    return found;
  });

/**
 * Every environment variable of the product, once. `docs/configuration.md` is compared with it by a test.
 * Deployment settings live here; a territory's settings live in `tenants/<slug>/tenant.json`.
 */
export const envSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('development')
    .describe('Mode of the process.'),
  HALLES_ROOT: z.string().default('.').describe('Folder of the application (views, tenants, build).'),
  HALLES_HOME: z
    .string()
    .default('.halles')
    .describe('Folder of the embedded engines, their data, media and logs.'),
  PORT: port(3000).describe('Port of the portals.'),
  CONSOLE_PORT: port(3001).describe('Port of the console.'),
  MAILBOX_PORT: port(3002).describe('Port of the development mailbox.'),
  MAILBOX_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Where the development mailbox is read: pages that ask people to look at their mail lead there. Set by `halles start` with its own mailbox; never in production.',
    ),
  BIND_ADDRESS: z
    .string()
    .min(2)
    .default('0.0.0.0')
    .describe('Address that the portals and the console listen on.'),
  BASE_DOMAIN: hostName.default('localhost').describe('Domain whose subdomains are the portals.'),
  PUBLIC_SCHEME: z.enum(['http', 'https']).default('http').describe('Scheme of absolute URLs.'),
  PUBLIC_PORT: port(3000).describe(
    'Port written in absolute URLs of portals; 0, 80 under http or 443 under https: none.',
  ),
  CONSOLE_HOST: hostName.default('console.localhost').describe('Host name of the console.'),
  CONSOLE_PUBLIC_PORT: port(3001).describe('Port written in absolute URLs of the console, as PUBLIC_PORT.'),
  MASTER_KEY: key
    .describe(
      "Key that the servers' database passwords are derived from. Made by `halles start` when embedded.",
    )
    .meta({ secret: true }),
  MIGRATOR_KEY: key
    .optional()
    .describe(
      'Another key, for the role that owns the schemas and makes roles. For the command line only, never for a server. Made by `halles start` when embedded.',
    )
    .meta({ secret: true, commandLineOnly: true }),
  DATABASE_URL: databaseUrl
    .describe('PostgreSQL 16 or newer, database "main". Servers log in with derived roles.')
    .meta({ secret: true }),
  DATABASES: databases
    .describe('Further databases that carry tenants: name=url,name=url.')
    .meta({ secret: true }),
  DATABASE_ADMIN_URL: databaseUrl
    .optional()
    .describe(
      'The same server as a role that may create roles. For the command line only, never for a server.',
    )
    .meta({ secret: true, commandLineOnly: true }),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'a URL like redis://host:6379')
    .describe('Valkey or Redis for the queue and the rate limits: AOF on, noeviction.')
    .meta({ secret: true }),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'a URL like smtp://user:password@host:587')
    .describe('Where mail leaves. The development mailbox when embedded.')
    .meta({ secret: true }),
  MAIL_DOMAIN: hostName
    .default('halles.localhost')
    .describe('Domain of the sender addresses and message ids.'),
  BOUNCE_DOMAIN: hostName
    .optional()
    .describe(
      'Domain that mails come back to where they cannot be delivered, each to an address of its own. Without it they come back to the sender address.',
    ),
  BOUNCE_PORT: port(0).describe(
    'Port on which workers take what comes back to BOUNCE_DOMAIN, by SMTP; 0: none.',
  ),
  BOUNCE_HOST: z.string().default('127.0.0.1').describe('Address of this machine on which they do.'),
  PHONE_GATEWAY_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Where codes for phones are posted: a gateway that calls or texts. Without it a production offers no proof by phone.',
    )
    .meta({ secret: true }),
  TEXT_MESSAGES: z
    .enum(['off', 'mailbox', 'gateway'])
    .default('off')
    .describe(
      'How shops and customers are texted about orders: `off`, `gateway`, which is PHONE_GATEWAY_URL, or `mailbox`, which shows in the development mailbox what would be sent; never in production.',
    ),
  ORDER_NOTICE_DELAY_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(600)
    .default(120)
    .describe(
      'How long a customer is not told of what a shop did with their order, so that it can be taken back without a word; 0: they are told at once.',
    ),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(?:sk|rk)_/, 'a secret key of Stripe (sk_… or rk_…)')
    .optional()
    .describe('Secret key of the platform at Stripe Connect. Without it nothing is paid online.')
    .meta({ secret: true }),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_/, 'the secret of an endpoint for events (whsec_…)')
    .optional()
    .describe('Secret by which Stripe signs what it sends to <console>/webhooks/stripe.')
    .meta({ secret: true }),
  STRIPE_API_BASE: z
    .url({ protocol: /^https?$/ })
    .default('https://api.stripe.com')
    .describe('Where Stripe is asked. Another in tests alone: a production refuses it.'),
  SECURITY_CONTACT: z
    .url({ protocol: /^(?:mailto|https)$/ })
    .optional()
    .describe(
      'To whom weaknesses are reported (mailto:… or https://…), in /.well-known/security.txt of portals and console. None: there is no such file.',
    ),
  PUSH_SERVICES: hostNames(
    'fcm.googleapis.com,push.services.mozilla.com,push.apple.com,notify.windows.com',
  ).describe('Hosts, with those below them, that browsers may be notified through.'),
  TRUSTED_PROXIES: cidrs('').describe(
    'Addresses of the reverse proxies whose X-Forwarded-For is believed. Empty: none.',
  ),
  OPS_ALLOW: cidrs('127.0.0.0/8,::1').describe(
    'Addresses that may read /livez, /readyz, /metrics and /internal.',
  ),
  OPS_HOSTS: hostNames('').describe(
    'Host names with a dot under which they may be read, as a scraper in a cluster asks; addresses and names without a dot always may.',
  ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least severe log line that is written.'),
  POOL_MAX: positive(60).describe('Database connections of one process, all tenants together.'),
  POOL_MAX_PER_TENANT: positive(8).describe('Database connections of one process for one tenant.'),
  POOL_ACQUIRE_TIMEOUT_MS: positive(2_000).describe('How long a request waits for a connection before 503.'),
  STATEMENT_TIMEOUT_MS: positive(4_000).describe('Longest statement of a tenant.'),
  DATABASE_ANSWER_TIMEOUT_MS: positive(2_000).describe(
    'How long a database may be silent before it is probed, and how long the probe may take. Then requests are refused until it answers.',
  ),
  UPLOADS_AT_ONCE: positive(32).describe(
    'Forms with files that one process receives at once, half of them of one tenant, an eighth of one account; others come back.',
  ),
  DECODING_PROCESSES: positive(3).describe(
    'Files of strangers (photographs, documents) that one process opens at once, each in a child process of its own, three at least: half of them PDFs at most, and one tenant has at most one less than all.',
  ),
  MEDIA_QUOTA_MB: positive(20_000).describe(
    'Megabytes that all files of one tenant may take (photographs, documents, open data), unless it has a limit of its own (`halles tenant quota`).',
  ),
  PROCONNECT_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Issuer of ProConnect, as its discovery document writes it. Without it ProConnect is not offered.',
    ),
  PROCONNECT_CLIENT_ID: z
    .string()
    .optional()
    .describe(
      'Identifier of the installation at ProConnect, which knows <console>/oidc/callback and <console>/oidc/signed-out.',
    ),
  PROCONNECT_CLIENT_SECRET: z
    .string()
    .optional()
    .describe('Secret of the installation at ProConnect.')
    .meta({ secret: true }),
  EVENT_LOOP_LAG_MAX_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(200)
    .describe('Lag of the event loop, a mean of one second, from which dear requests get 503. 0: never.'),
  DRAIN_DELAY_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(0)
    .describe('Between "not ready" and closing, for load balancers.'),
});

export type Env = z.output<typeof envSchema>;

export interface EnvKey {
  readonly name: string;
  readonly description: string;
  readonly secret: boolean;
  /** No server process may have it. */
  readonly commandLineOnly: boolean;
  /** The default as one would write it, or null where the variable must be set. */
  readonly fallback: string | null;
}

/** The keys of the environment as the documentation lists them. */
export function describeEnv(): EnvKey[] {
  return Object.entries(envSchema.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(undefined);
    const value: unknown = parsed.success ? parsed.data : null;
    const meta = schema.meta() ?? {};
    return {
      name,
      description: schema.description ?? '',
      secret: meta['secret'] === true,
      commandLineOnly: meta['commandLineOnly'] === true,
      fallback: !parsed.success
        ? null
        : typeof value === 'object'
          ? Object.values(value ?? {}).join(',')
          : String(value ?? ''),
    };
  });
}
