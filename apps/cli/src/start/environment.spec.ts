import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEnv, isWeakKey, loadConfig } from '@halles/platform/config';
import { completeEnvironment, serverEnvironment } from './environment';
import { folderOf } from './installation-folder';

const home = mkdtempSync(join(tmpdir(), 'halles-environment-'));
const known = {
  databaseUrl: 'postgres://halles:secret@127.0.0.1:5544/halles',
  redisUrl: 'redis://127.0.0.1:6380',
  smtpUrl: 'smtp://127.0.0.1:2525',
};

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the environment of an embedded installation', () => {
  it('is complete without a single variable, and keeps its two keys for itself', () => {
    const env = { HALLES_HOME: home };
    const first = loadConfig(completeEnvironment(env, folderOf(env), known));
    const second = loadConfig(completeEnvironment(env, folderOf(env), known));
    expect(first.masterKey).toBe(second.masterKey);
    expect(first.masterKey.length).toBeGreaterThanOrEqual(32);
    expect(first.migratorKey).toBe(second.migratorKey);
    expect(first.migratorKey).not.toBe(first.masterKey);
    for (const key of [first.masterKey, first.migratorKey ?? '']) expect(isWeakKey(key)).toBe(false);
    for (const file of ['master.key', 'migrator.key'])
      expect(statSync(join(home, file)).mode & 0o777).toBe(0o600);
  });

  it('gives no server what may create roles', () => {
    const env = { HALLES_HOME: home };
    const servers = serverEnvironment(completeEnvironment(env, folderOf(env), known));
    const names = describeEnv().flatMap(({ name, commandLineOnly }) => (commandLineOnly ? [name] : []));
    expect(names).toEqual(['MIGRATOR_KEY', 'DATABASE_ADMIN_URL']);
    expect(names.map((name) => servers[name])).toEqual([undefined, undefined]);
    expect(servers['DATABASE_URL']).toBe('postgres://127.0.0.1:5544/halles');
  });

  it('writes the port that was chosen into the public addresses, unless the operator has set those', () => {
    const chosen = { ...known, portal: 3007, console: 3008, mailbox: 3009 };
    const env = { HALLES_HOME: home, PORT: '3000', CONSOLE_PUBLIC_PORT: '443' };
    const config = loadConfig(completeEnvironment(env, folderOf(env), chosen));
    expect([config.port, config.publicPort, config.consolePort, config.consolePublicPort]).toEqual([
      3007, 3007, 3008, 443,
    ]);
    expect(config.mailboxUrl).toBe('http://localhost:3009');
    const elsewhere = { ...env, SMTP_URL: 'smtp://mail.example' };
    expect(completeEnvironment(elsewhere, folderOf(env), { ...chosen, smtpUrl: undefined })).toMatchObject({
      MAILBOX_URL: undefined,
    });
  });

  it('makes nothing up in production: what is missing is asked for', () => {
    const env = { HALLES_HOME: home, NODE_ENV: 'production' };
    expect(() => loadConfig(completeEnvironment(env, folderOf(env), {}))).toThrow(
      /MASTER_KEY is missing[\s\S]*DATABASE_URL is missing[\s\S]*REDIS_URL is missing[\s\S]*SMTP_URL is missing/,
    );
  });
});
