#!/usr/bin/env node
/** `halles`: finds a recent Node, builds what is stale, and hands over to the command line in dist. */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import nodeModule from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST = [22, 18];
const EXIT_GRACE_MS = 2_000;
const program = realpathSync(fileURLToPath(import.meta.url));
const root = dirname(dirname(program));
const args = process.argv.slice(2);

function isRecent(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Runs the same command under the Node that npm has installed here, and ends as it ends. */
function runUnderOwnNode() {
  const node = join(root, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(node)) {
    fail(
      `Node ${OLDEST.join('.')} or newer is needed, and this is ${process.versions.node}: run "npm ci" in ${root}.`,
    );
  }
  const child = spawn(node, [program, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  // A terminal sends Ctrl-C to both: this one waits for the other to stop in good order.
  process.on('SIGINT', () => undefined);
  for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
  child.once('error', (error) => fail(`${node} does not run: ${error.message}. Run "npm ci" again.`));
  child.once('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}

/** Whoever started this may be killed: then this stops too, in good order. */
function stopWithParent() {
  if (!process.channel || args[0] === 'mailbox') return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}

async function buildWhatIsStale() {
  const builder = join(root, 'tools', 'build.mjs');
  // The image for production carries what was built, and no builder. The mailbox is started by what was just built.
  if (args[0] === 'mailbox' || !existsSync(builder)) return true;
  const { build } = await import(pathToFileURL(builder).href);
  return build(args[0] === 'start' ? undefined : ['cli']);
}

/** Compiled code is kept from one start to the next, for the servers too: a quarter of the time of a start. */
function keepCompiledCode() {
  process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'halles-v8');
  nodeModule.enableCompileCache(process.env.NODE_COMPILE_CACHE);
}

async function run() {
  stopWithParent();
  keepCompiledCode();
  process.env.HALLES_ROOT ??= root;
  if (!(await buildWhatIsStale())) {
    process.exitCode = 1;
    return;
  }
  const { main } = await import(pathToFileURL(join(root, 'dist', 'apps', 'cli', 'main.js')).href);
  process.exitCode = await main(args, process.env);
  // Nothing is left to do; what still holds the process (an idle connection) does not hold it for long.
  setTimeout(() => process.exit(), EXIT_GRACE_MS).unref();
}

if (!existsSync(join(root, 'node_modules'))) fail(`Nothing is installed yet: run "npm ci" in ${root}.`);
if (isRecent(process.versions.node)) await run();
else runUnderOwnNode();
