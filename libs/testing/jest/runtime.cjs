const { createHash } = require('node:crypto');
const { createRequire, isBuiltin } = require('node:module');
const { dirname } = require('node:path');
const { compileFunction } = require('node:vm');
const Runtime = require('jest-runtime').default;

/** What each file was compiled to, with the source that it was compiled from. */
const compiled = new Map();

/** Our own modules that are loaded once, as packages are: they keep nothing but what they worked out of their arguments. */
const SHARED = ['./template-engine'];
const shared = new Map();

/**
 * Loads packages as Node does, once for all test files of a worker; only our own TypeScript is loaded anew for each of
 * them. Jest itself evaluates every package again in every file, which took most of the time of a run.
 */
class SharedPackagesRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    // Into the realm of the packages: `instanceof` would else tell their arrays and errors from ours.
    this.executor.compile = (source, filename) => compile(source, filename, this.executor);
  }

  requireModule(from, name, options, isRequireActual = false) {
    if (name !== undefined && isForNode(name, options)) return requireAsNode(from, name);
    if (!SHARED.includes(name)) return super.requireModule(from, name, options, isRequireActual);
    if (!shared.has(name)) shared.set(name, super.requireModule(from, name, options, isRequireActual));
    return shared.get(name);
  }
}

/** Folder → name → the package that it means there: to ask Node takes as long as many of our own sources take to run. */
const packages = new Map();

function requireAsNode(from, name) {
  const folder = dirname(from);
  const known = packages.get(folder) ?? new Map();
  packages.set(folder, known);
  if (!known.has(name)) known.set(name, name === 'esbuild' ? esbuild() : createRequire(from)(name));
  return known.get(name);
}

let minifier;

/** Its program, which it starts anew for each stylesheet, is asked once of each: a portal that a test opens has six. */
function esbuild() {
  if (!minifier) {
    const { transformSync, ...others } = require('esbuild');
    minifier = { ...others, transformSync: rememberResults(transformSync) };
  }
  return minifier;
}

function rememberResults(work) {
  const results = new Map();
  return (...args) => {
    const key = createHash('sha256').update(JSON.stringify(args)).digest('base64url');
    if (!results.has(key)) results.set(key, work(...args));
    return results.get(key);
  };
}

/** Jest's own modules hold the state of one test file. */
function isForNode(name, options) {
  if (isBuiltin(name)) return true;
  if (options?.isInternalModule) return false;
  return /^\.{1,2}(\/|$)/.test(name) ? /\.[cm]?js$/.test(name) : !name.startsWith('/');
}

/** A source that was compiled for one test file serves the next: the code is the same, its variables are not. */
function compile(source, filename, { injectedModuleParameters }) {
  const known = compiled.get(filename);
  if (known?.source === source) return known.code;
  const code = compileFunction(source, injectedModuleParameters, { filename });
  compiled.set(filename, { source, code });
  return code;
}

module.exports = SharedPackagesRuntime;
