import { resolve } from 'node:path';
import { describeEnv, type Env, envSchema } from './env';
import { isWeakKey } from './key-strength';

/** The wrong or missing variables of the environment, all of them, each with what was expected. */
export class ConfigError extends Error {
  constructor(readonly errors: readonly string[]) {
    super(`The configuration is wrong:\n${errors.map((error) => `  - ${error}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<S>;

type EnvConfig = { readonly [K in keyof Env as CamelCase<K & string>]: Env[K] };

/** The deployment settings of a process: parsed once at start, frozen. */
export interface Config extends EnvConfig {
  /** Absolute path of the application's folder. */
  readonly root: string;
  /** Absolute path of the embedded data. */
  readonly home: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const camelCase = (name: string): string =>
  name.toLowerCase().replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/**
 * Reads the configuration from the environment.
 * @throws ConfigError with every error at once
 */
export function loadConfig(env: Environment = process.env): Config {
  // An empty variable is one that is not set: compose files and CI systems write `KEY=` for "none".
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const name = issue.path.join('.');
        const missing = given[name] === undefined;
        return missing
          ? `${name} is missing: ${envSchema.shape[name as keyof Env]?.description ?? ''}`
          : `${name}: ${issue.message}`;
      }),
    );
  }
  const errors = [
    ...keyErrors(parsed.data),
    ...paymentErrors(parsed.data),
    ...textErrors(parsed.data),
    ...bounceErrors(parsed.data),
    ...productionErrors(parsed.data),
  ];
  if (errors.length > 0) throw new ConfigError(errors);
  const fields = Object.fromEntries(
    Object.entries(parsed.data).map(([name, value]) => [camelCase(name), value]),
  );
  const root = resolve(parsed.data.HALLES_ROOT);
  return Object.freeze({
    ...fields,
    root,
    home: resolve(root, parsed.data.HALLES_HOME),
  }) as unknown as Config;
}

/**
 * The same for a server process, which never holds what makes or alters roles.
 * @throws ConfigError with every error at once; in production also where the environment holds such a secret
 */
export function loadServerConfig(env: Environment = process.env): Config {
  const names = describeEnv().flatMap(({ name, commandLineOnly }) => (commandLineOnly ? [name] : []));
  const held = names.filter((name) => env[name]);
  if (env['NODE_ENV'] === 'production' && held.length > 0)
    throw new ConfigError(
      held.map(
        (name) => `${name}: no server may have it; give it to the command line alone (halles migrate)`,
      ),
    );
  return loadConfig({ ...env, ...Object.fromEntries(names.map((name) => [name, undefined])) });
}

function keyErrors({ MASTER_KEY, MIGRATOR_KEY }: Env): string[] {
  return MASTER_KEY === MIGRATOR_KEY
    ? ['MIGRATOR_KEY: must be another key than MASTER_KEY, which every server has']
    : [];
}

/** Money that is taken without hearing what becomes of it would be worse than none. */
function paymentErrors({ STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET }: Env): string[] {
  if ((STRIPE_SECRET_KEY === undefined) === (STRIPE_WEBHOOK_SECRET === undefined)) return [];
  return ['STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET: both are needed, or none'];
}

/** What comes back has to come to somebody. */
const bounceErrors = (env: Env): string[] =>
  (env.BOUNCE_DOMAIN === undefined) === (env.BOUNCE_PORT === 0)
    ? []
    : ['BOUNCE_DOMAIN and BOUNCE_PORT: both are needed, or none'];

/** Text messages leave by the gateway alone. */
const textErrors = (env: Env): string[] =>
  env.TEXT_MESSAGES === 'gateway' && env.PHONE_GATEWAY_URL === undefined
    ? ['TEXT_MESSAGES: "gateway" needs PHONE_GATEWAY_URL']
    : [];

/** What is fine on one's own machine and never on the network. */
function productionErrors(env: Env): string[] {
  if (env.NODE_ENV !== 'production') return [];
  const weak = (['MASTER_KEY', 'MIGRATOR_KEY'] as const).filter((name) => {
    const given = env[name];
    return given !== undefined && isWeakKey(given);
  });
  const isPublic = ![env.BASE_DOMAIN, env.CONSOLE_HOST].every((host) => /(?:^|\.)localhost$/.test(host));
  return [
    ...weak.map(
      (name) => `${name}: is too easy to guess for production; make one with openssl rand -base64 48`,
    ),
    ...(env.MAILBOX_URL === undefined
      ? []
      : ['MAILBOX_URL: is for development; the people of a production read their mail elsewhere']),
    ...(env.TEXT_MESSAGES === 'mailbox'
      ? ['TEXT_MESSAGES: "mailbox" is for development; nobody would be texted']
      : []),
    ...(env.STRIPE_API_BASE === 'https://api.stripe.com'
      ? []
      : ['STRIPE_API_BASE: is for tests; a production asks https://api.stripe.com']),
    ...(env.PUBLIC_SCHEME === 'http' && isPublic
      ? ['PUBLIC_SCHEME: must be https in production, where passwords and cookies cross the network']
      : []),
  ];
}

/** An origin (RFC 6454), without the port where it is the scheme's own. */
export function originOf(scheme: 'http' | 'https', host: string, port: number): string {
  const standard = port === 0 || (scheme === 'http' && port === 80) || (scheme === 'https' && port === 443);
  return standard ? `${scheme}://${host}` : `${scheme}://${host}:${port}`;
}

/** Absolute origin of a portal's host, e.g. `http://bordeaux.localhost:3000`: from settings, never from a request. */
export function portalOrigin(config: Config, host: string): string {
  return originOf(config.publicScheme, host, config.publicPort);
}

/**
 * The one address that is declared to ProConnect: on the console's host, which sends browsers on to the portal that they
 * came from.
 */
export const proConnectRedirect = (config: Config): string => `${consoleOrigin(config)}/oidc/callback`;

/** The one address that is declared to ProConnect for those who signed out there, on the same host. */
export const proConnectSignedOut = (config: Config): string => `${consoleOrigin(config)}/oidc/signed-out`;

/** Absolute origin of the console. */
export function consoleOrigin(config: Config): string {
  return originOf(config.publicScheme, config.consoleHost, config.consolePublicPort);
}
