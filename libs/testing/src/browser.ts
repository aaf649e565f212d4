import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { extract } from 'tar-stream';
import { dataFolder } from './data-folder';

/** Nothing leaves the machine, and any `*.localhost` is this machine whatever its resolver says. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  '--host-resolver-rules=MAP *.localhost 127.0.0.1',
];

/** Without a graphics card: no WebGL, which is also what many old devices have; or drawn by the processor. */
const WITHOUT_WEBGL = ['--disable-gpu', '--disable-3d-apis'];
const WITH_WEBGL = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

const SYSTEM_FONTS = '/etc/fonts/fonts.conf';

/** Where npm put the compressed browser, and its version. */
function browserPackage(): { readonly bin: string; readonly version: string } {
  const resolve = createRequire(join(process.cwd(), 'package.json')).resolve;
  const folder = dirname(dirname(resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { bin: join(folder, 'bin'), version };
}

async function unpackTar(archive: string, into: string): Promise<void> {
  const entries = extract();
  const reading = pipeline(createReadStream(archive), createBrotliDecompress(), entries);
  for await (const entry of entries) {
    const path = join(into, entry.header.name);
    if (entry.header.type === 'file') {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, await buffer(entry));
    }
    entry.resume();
  }
  await reading;
}

/** @param home the folder's name when it is done: the fonts' configuration says it */
async function unpackBrowser(bin: string, into: string, home: string): Promise<void> {
  await pipeline(
    createReadStream(join(bin, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(into, 'chromium'), { mode: 0o755 }),
  );
  await unpackTar(join(bin, 'al2023.tar.br'), into);
  await unpackTar(join(bin, 'fonts.tar.br'), into);
  await unpackTar(join(bin, 'swiftshader.tar.br'), into);
  await writeFile(
    join(into, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(home, 'fonts')}</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`,
  );
}

/**
 * The folder of the unpacked browser. Unpacked once a machine, user and version, beside and then renamed: two test
 * processes that start together never see half a file.
 */
async function browserFolder(): Promise<string> {
  const { bin, version } = browserPackage();
  const folder = join(tmpdir(), `halles-chromium-${version}-webgl-${userInfo().uid}`);
  if (existsSync(folder)) return folder;
  const making = await mkdtemp(`${folder}-`);
  await unpackBrowser(bin, making, folder);
  try {
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** The environment in which the browser starts: its own libraries and fonts only where the machine has none. */
function browserEnvironment(folder: string): Record<string, string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  if (!existsSync(SYSTEM_FONTS)) env['FONTCONFIG_FILE'] = join(folder, 'fonts.conf');
  const starts = spawnSync(join(folder, 'chromium'), ['--version'], { env, timeout: 20_000 }).status === 0;
  if (!starts)
    env['LD_LIBRARY_PATH'] = [join(folder, 'lib'), env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return env;
}

/**
 * Starts a headless Chromium that came with npm: nothing of the system is asked for but a C library.
 * A fresh profile each time, removed when the browser closes; the caller closes it.
 * @param options.webgl whether it can draw maps, slowly; it cannot unless said
 * @throws Error when the browser cannot start (another platform than linux-x64, no room in the temporary folder)
 */
export async function launchBrowser(options: { readonly webgl?: boolean } = {}): Promise<Browser> {
  // Loaded for those who start one: it takes a second, and every test file has this library.
  const [{ chromium }, folder] = await Promise.all([import('playwright-core'), browserFolder()]);
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: [...FLAGS, ...(options.webgl ? WITH_WEBGL : WITHOUT_WEBGL)],
    // What its processes draw into lies in memory where there is room: Playwright has it on the disk, for containers that
    // give little.
    ...(dataFolder() === tmpdir() ? {} : { ignoreDefaultArgs: ['--disable-dev-shm-usage'] }),
    env: browserEnvironment(folder),
  });
}
