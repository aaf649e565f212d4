import { randomBytes } from 'node:crypto';
import { ConfigError, describeEnv, loadConfig, loadServerConfig, portalOrigin } from '.';

const minimal = {
  MASTER_KEY: 'k'.repeat(40),
  DATABASE_URL: 'postgres://127.0.0.1:5432/halles',
  REDIS_URL: 'redis://127.0.0.1:6379',
  SMTP_URL: 'smtp://127.0.0.1:2525',
};

const production = {
  ...minimal,
  NODE_ENV: 'production',
  MASTER_KEY: randomBytes(48).toString('base64'),
  BASE_DOMAIN: 'commerces.example',
  CONSOLE_HOST: 'console.commerces.example',
  PUBLIC_SCHEME: 'https',
};

describe('the configuration of a production', () => {
  it('is one with drawn keys and https', () => {
    expect(loadConfig({ ...production, MIGRATOR_KEY: randomBytes(48).toString('base64') }).nodeEnv).toBe(
      'production',
    );
  });

  it('has no key that somebody typed', () => {
    const typed = 'change-me-change-me-change-me-change-me';
    expect(() => loadConfig({ ...production, MASTER_KEY: typed })).toThrow(
      /MASTER_KEY: is too easy to guess/,
    );
    expect(() => loadConfig({ ...production, MIGRATOR_KEY: typed })).toThrow(
      /MIGRATOR_KEY: is too easy to guess/,
    );
    expect(loadConfig({ ...minimal, MASTER_KEY: typed }).masterKey).toBe(typed);
  });

  it('sends no password over http, but on the machine itself', () => {
    expect(() => loadConfig({ ...production, MAILBOX_URL: 'http://localhost:3002' })).toThrow(/MAILBOX_URL/);
    const http = { ...production, PUBLIC_SCHEME: 'http' };
    expect(() => loadConfig(http)).toThrow(/PUBLIC_SCHEME: must be https/);
    expect(() => loadConfig({ ...http, BASE_DOMAIN: 'localhost' })).toThrow(/PUBLIC_SCHEME: must be https/);
    const local = { BASE_DOMAIN: 'localhost', CONSOLE_HOST: 'console.localhost' };
    expect(loadConfig({ ...http, ...local }).publicScheme).toBe('http');
  });
});

describe('the configuration of a server', () => {
  const commandLine = {
    MIGRATOR_KEY: randomBytes(48).toString('base64'),
    DATABASE_ADMIN_URL: 'postgres://root:hunter2@127.0.0.1/halles',
  };

  it('is without what makes roles', () => {
    const { migratorKey, databaseAdminUrl } = loadServerConfig({ ...minimal, ...commandLine });
    expect([migratorKey, databaseAdminUrl]).toEqual([undefined, undefined]);
    expect(loadConfig({ ...minimal, ...commandLine }).migratorKey).toBe(commandLine.MIGRATOR_KEY);
  });

  it('is refused in production where the environment has it', () => {
    expect(loadServerConfig(production).publicScheme).toBe('https');
    for (const [name, value] of Object.entries(commandLine)) {
      const start = () => loadServerConfig({ ...production, [name]: value });
      expect(start).toThrow(new RegExp(`${name}: no server may have it`));
      expect(start).toThrow(/^(?!.*hunter2)/s);
    }
  });
});

describe('configuration', () => {
  it('lists every error at once, with the name of the variable and what was expected', () => {
    const attempt = () =>
      loadConfig({ ...minimal, PORT: '70000', LOG_LEVEL: 'loud', MASTER_KEY: 'short', REDIS_URL: '' });
    expect(attempt).toThrow(ConfigError);
    try {
      attempt();
    } catch (error) {
      const errors = (error as ConfigError).errors.join('\n');
      for (const name of ['PORT', 'LOG_LEVEL', 'MASTER_KEY', 'REDIS_URL is missing'])
        expect(errors).toContain(name);
    }
  });

  it('never shows the value of a wrong variable, which may be a secret', () => {
    expect(() => loadConfig({ ...minimal, DATABASE_URL: 'mysql://root:hunter2@x/y' })).toThrow(
      /^(?!.*hunter2)/s,
    );
  });

  it('reads further databases by name and refuses a second "main"', () => {
    expect(
      loadConfig({ ...minimal, DATABASES: 'north=postgres://a/b, south=postgres://c/d' }).databases,
    ).toEqual({
      north: 'postgres://a/b',
      south: 'postgres://c/d',
    });
    expect(() => loadConfig({ ...minimal, DATABASES: 'main=postgres://a/b' })).toThrow(/DATABASES/);
  });

  it('leaves the port out of an origin where it is the standard one', () => {
    const config = loadConfig({ ...minimal, PUBLIC_SCHEME: 'https', PUBLIC_PORT: '443' });
    expect(portalOrigin(config, 'commerces.example')).toBe('https://commerces.example');
    expect(portalOrigin(loadConfig(minimal), 'bordeaux.localhost')).toBe('http://bordeaux.localhost:3000');
  });

  it('describes each variable, and says which have no default', () => {
    const keys = describeEnv();
    expect(keys.every((key) => key.description.length > 10)).toBe(true);
    expect(keys.filter((key) => key.fallback === null).map((key) => key.name)).toEqual([
      'MASTER_KEY',
      'DATABASE_URL',
      'REDIS_URL',
      'SMTP_URL',
    ]);
  });
});
