/**
 * Everything that must hold, in one command: `npm test`, or `npm test -- lint unit` for some of the steps.
 * What is not the name of a step is part of the path of test files: `npm test -- libs/platform/queue` runs them in the
 * steps that they belong to, `npm test -- integration libs/platform/queue` in one step.
 * `npm test -- --changed` runs the tests that import what was changed since `main`, in all steps or in those named.
 *
 * Each step says how long it took, and shows the end of its output only when it failed, or which tests did; the whole of it
 * stays in node_modules/.cache/halles-test. The steps of jest share one run, and each says how much of its time it took. The last
 * line is `N passed, N failed`: jest's tests, and one for each step that is not jest's. The exit code is not 0 when one
 * failed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, closeSync, globSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, setPriority } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const LOGS = join(ROOT, 'node_modules', '.cache', 'halles-test');
const BIN = join(ROOT, 'node_modules', '.bin');
const MINUTE = 60_000;
const LINES_SHOWN = 200;
const LINES_OF_FAILURE = 12;
const LOW_PRIORITY = 10;

const SOURCES = ['apps', 'libs', 'migrations', 'test', 'bench', 'tools', 'bin'];
/** The compiler that is a native program; the other one is a library of Angular's. */
const TSC = ['node', 'node_modules/typescript-native/bin/tsc', '--noEmit', '--pretty', 'false'];

/**
 * `together`: runs beside all others, as it reads the sources and touches nothing that they touch. Where there is something
 * to build or to test it has what they leave of the processors: a part of their time tests wait.
 * `needs`: the step without which this one says nothing.
 * `jest`: the names of its test files. These steps are one run of jest, over which the files of all of them are spread:
 * its workers load the packages once, and none waits for the last file of one step before the next begins.
 * `minutes`: when it is stopped, 12 unless said. That is for what hangs, so it is many times what a step takes.
 */
const STEPS = [
  { name: 'format', run: ['node', 'tools/format.mjs'], together: true },
  { name: 'lint', run: ['oxlint', '.'], minutes: 20, together: true },
  { name: 'imports', run: ['depcruise', '--output-type', 'err-long', ...SOURCES], together: true },
  { name: 'types', run: [...TSC, '-p', 'tsconfig.json'], together: true },
  {
    name: 'types-console',
    run: ['ngc', '--noEmit', '--pretty', 'false', '-p', 'apps/console/tsconfig.json'],
    together: true,
  },
  { name: 'types-islands', run: [...TSC, '-p', 'apps/portal/client/tsconfig.json'], together: true },
  { name: 'build', run: ['node', 'tools/build.mjs'] },
  { name: 'theme', run: ['node', 'bin/halles.mjs', 'theme', 'check'], needs: 'build' },
  { name: 'unit', jest: '*.spec.ts' },
  { name: 'integration', jest: '*.int-spec.ts' },
  { name: 'e2e', jest: '*.e2e-spec.ts', needs: 'build' },
  { name: 'journeys', jest: '*.journey.ts', needs: 'build' },
];
const JEST_MINUTES = 45;
/** How many times as long a step may take that has only what others leave. */
const PATIENCE = 4;

const running = new Set();

/** Node 24 from the checkout, whatever the machine has, and no variable of the developer's own servers. */
function environment() {
  const env = {
    ...process.env,
    PATH: `${BIN}${delimiter}${process.env.PATH}`,
    NO_COLOR: '1',
    NODE_NO_WARNINGS: '1',
  };
  for (const name of [
    'DATABASE_URL',
    'DATABASE_ADMIN_URL',
    'REDIS_URL',
    'SMTP_URL',
    'HALLES_HOME',
    'PORT',
    'FORCE_COLOR',
  ])
    delete env[name];
  return env;
}

/** Its workers are started with the same options: with more room for what is young, V8 collects it half as often. */
const JEST = ['node', '--max-semi-space-size=64', 'node_modules/jest/bin/jest.js'];

function jestCommand(names, json, filters) {
  rmSync(json, { force: true });
  return [...JEST, '--selectProjects', ...names, '--json', `--outputFile=${json}`, ...filters];
}

/** Lowers the priority of a process and of what it starts: others come first. */
function giveWay({ pid }) {
  try {
    if (pid !== undefined) setPriority(pid, LOW_PRIORITY);
  } catch (error) {
    if (error.code !== 'ERR_SYSTEM_ERROR') throw error;
  }
}

/**
 * Runs a command in a process group of its own, so that a step which hangs is stopped with all that it started. What it
 * prints goes into a file and through no pipe: a process that ends would lose what a pipe has not taken yet.
 */
function execute(command, env, { limit, isPatient, log }) {
  return new Promise((resolve) => {
    const [file, ...args] = command;
    const printed = openSync(log, 'w');
    const child = spawn(file, args, { cwd: ROOT, env, detached: true, stdio: ['ignore', printed, printed] });
    if (isPatient) giveWay(child);
    running.add(child);
    const notes = [];
    const timer = setTimeout(() => {
      notes.push(`stopped: longer than ${limit / MINUTE} minutes`);
      stop(child, 'SIGKILL');
    }, limit);
    const end = (code) => {
      clearTimeout(timer);
      running.delete(child);
      // What a test left behind goes with it.
      stop(child, 'SIGKILL');
      closeSync(printed);
      for (const note of notes) appendFileSync(log, `\n${note}\n`);
      resolve({ code, output: readFileSync(log, 'utf8') });
    };
    child.on('error', (error) => {
      notes.push(error.message);
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

function stop(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Tests of a file that passed, failed and were left out; a file that does not even load is one failure. */
function countsOfFile({ status, assertionResults }) {
  const count = (...states) => assertionResults.filter((test) => states.includes(test.status)).length;
  return {
    passed: count('passed'),
    failed: count('failed') || Number(status === 'failed'),
    skipped: count('pending', 'todo', 'skipped', 'disabled'),
  };
}

/** What jest reports of the files of each step, and how much of the time of the run was theirs. */
function readJestReport(steps, json, seconds) {
  const { testResults } = JSON.parse(readFileSync(json, 'utf8'));
  const timeOf = (files) => files.reduce((sum, { startTime, endTime }) => sum + endTime - startTime, 0);
  const whole = timeOf(testResults);
  return steps.map(({ name, jest }) => {
    const files = testResults.filter((file) => file.name.endsWith(jest.slice(1)));
    const counts = files.map(countsOfFile);
    const sum = (key) => counts.reduce((total, each) => total + each[key], 0);
    return {
      name,
      ...{ passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') },
      seconds: seconds * (whole === 0 ? 1 / steps.length : timeOf(files) / whole),
    };
  });
}

/** Runs a command and keeps what it printed. */
async function runCommand(name, command, { minutes, isPatient = false }) {
  const started = performance.now();
  const log = join(LOGS, `${name}.log`);
  const limit = minutes * MINUTE;
  const { code, output } = await execute(command, environment(), { limit, isPatient, log });
  return { code, output, log, seconds: (performance.now() - started) / 1000 };
}

async function runStep(step, isPatient = false) {
  const minutes = (step.minutes ?? 12) * (isPatient ? PATIENCE : 1);
  const { code, output, ...run } = await runCommand(step.name, step.run, { minutes, isPatient });
  const lines = output.trimEnd().split('\n').slice(-LINES_SHOWN);
  return {
    name: step.name,
    passed: Number(code === 0),
    failed: Number(code !== 0),
    skipped: 0,
    ...run,
    lines,
  };
}

/** Runs the files of all these steps in one run of jest. What it printed goes with the last step that failed. */
async function runJest(steps, filters) {
  if (steps.length === 0) return [];
  const names = steps.map(({ name }) => name);
  const json = join(LOGS, `${names.join('-')}.json`);
  const command = jestCommand(names, json, filters);
  const { code, output, log, seconds } = await runCommand(names.join('-'), command, {
    minutes: JEST_MINUTES,
  });
  const { results, failures } = jestResults(steps, json, seconds);
  // Jest has more to complain of than tests that failed.
  if (code !== 0 && results.every(({ failed }) => failed === 0)) results[0].failed = 1;
  const shown = results.findLast(({ failed }) => failed > 0);
  const lines = failures.length > 0 ? failures : output.trimEnd().split('\n').slice(-LINES_SHOWN);
  return results.map((result) => ({ ...result, log, lines: result === shown ? lines : [] }));
}

/** Each test that failed and the beginning of its reason: where many fail, none hides the others. */
function failuresOf(json) {
  const linesOf = (title, reason) => [
    `  ● ${title}`,
    ...stripVTControlCharacters(reason)
      .split('\n')
      .slice(0, LINES_OF_FAILURE)
      .map((line) => `    ${line}`),
  ];
  return JSON.parse(readFileSync(json, 'utf8'))
    .testResults.filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      const lines = failed.flatMap((test) => linesOf(test.fullName, test.failureMessages.join('\n')));
      return [relative(ROOT, name), ...(failed.length > 0 ? lines : linesOf('does not run', message))];
    });
}

function jestResults(steps, json, seconds) {
  try {
    return { results: readJestReport(steps, json, seconds), failures: failuresOf(json) };
  } catch {
    const results = steps.map(({ name }) => ({ name, passed: 0, failed: 1, skipped: 0, seconds: 0 }));
    return { results, failures: [] };
  }
}

function report(result) {
  const mark = result.failed === 0 ? '✔' : '✘';
  const skipped = result.skipped > 0 ? `, ${result.skipped} left out` : '';
  const counts = `${result.passed} passed, ${result.failed} failed${skipped}`;
  console.log(
    `${mark} ${result.name.padEnd(14)} ${`${result.seconds.toFixed(1)} s`.padStart(8)}   ${counts}`,
  );
  if (result.failed === 0 || result.lines.length === 0) return;
  console.log(`  the whole of it: ${result.log}`);
  console.log(result.lines.map((line) => `  │ ${line}`).join('\n'));
}

/** Runs the steps that may run together over the cores that there are. */
async function runTogether(steps, isPatient, add) {
  const waiting = [...steps];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) add(await runStep(step, isPatient));
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
}

async function runAll(steps, filters) {
  const results = [];
  const add = (result) => {
    results.push(result);
    report(result);
  };
  /** Says that a step is not run where the one that it needs failed. */
  const isAble = ({ name, needs }) => {
    if (!results.some((result) => result.name === needs && result.failed > 0)) return true;
    add({ name, passed: 0, failed: 1, skipped: 0, seconds: 0, lines: [`not run: ${needs} failed`] });
    return false;
  };
  const together = steps.filter((step) => step.together);
  const beside = runTogether(together, together.length < steps.length, add);
  for (const step of steps.filter(({ together, run }) => run && !together))
    if (isAble(step)) add(await runStep(step));
  const able = steps.filter((step) => step.jest && isAble(step));
  for (const result of await runJest(able, filters)) add(result);
  await beside;
  return steps.flatMap(({ name }) => results.filter((result) => result.name === name));
}

function summarise(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(
    `\n${'step'.padEnd(14)} ${'seconds'.padStart(8)} ${'passed'.padStart(7)} ${'failed'.padStart(7)}`,
  );
  for (const { name, seconds, passed, failed } of results) {
    console.log(
      `${name.padEnd(14)} ${seconds.toFixed(1).padStart(8)} ${String(passed).padStart(7)} ${String(failed).padStart(7)}`,
    );
  }
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) stop(child, 'SIGKILL');
    process.exit(130);
  });
}

/** The steps whose test files have one of these in their path. */
function stepsOfFiles(filters) {
  return STEPS.filter(
    ({ jest }) =>
      jest &&
      globSync(`{apps,libs,test,tools}/**/${jest}`, { cwd: ROOT }).some((file) =>
        filters.some((filter) => file.includes(filter.replace(/^\.\//, ''))),
      ),
  );
}

/** What jest is told of `--changed`: since `main` where there is one, the work that is not committed included. */
function changedSince() {
  const { status } = spawnSync('git', ['rev-parse', '--verify', '--quiet', 'main'], { cwd: ROOT });
  return `--changedSince=${status === 0 ? 'main' : 'HEAD'}`;
}

/** The steps that the arguments name, and what jest is given. */
function choose(words) {
  const isChanged = words.includes('--changed');
  const named = STEPS.filter(({ name }) => words.includes(name));
  const filters = words.filter((word) => word !== '--changed' && !STEPS.some(({ name }) => name === word));
  const options = isChanged ? [changedSince(), ...filters] : filters;
  if (named.length > 0) return { steps: named, filters: options };
  if (isChanged) return { steps: STEPS.filter(({ jest }) => jest), filters: options };
  if (filters.length > 0) return { steps: stepsOfFiles(filters), filters: options };
  return { steps: STEPS, filters: options };
}

const { steps, filters } = choose(process.argv.slice(2));
if (steps.length === 0) {
  const names = STEPS.map(({ name }) => name).join(', ');
  console.error(
    `No test file has "${filters.join('" or "')}" in its path, and no step that name. Steps: ${names}.`,
  );
  process.exit(2);
}
mkdirSync(LOGS, { recursive: true });
process.exitCode = summarise(await runAll(steps, filters));
