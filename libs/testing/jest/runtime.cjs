const { createHash } = require('node:crypto');
const { createRequire, isBuiltin } = require('node:module');
const { dirname } = require('node:path');
const process = require('node:process');
const { compileFunction } = require('node:vm');
const Runtime = require('jest-runtime').default;

/** Path of a source → path of its source map. */
const sourceMaps = new Map();

/** What each file was compiled to, with the source that it was compiled from. */
const compiled = new Map();

/**
 * Loads packages and the sources of the product once for all test files of a worker, as a process of the product does;
 * only tests, and what helps them, are loaded anew for each file. Jest itself evaluates everything again in every file,
 * which took most of the time of a run.
 */
class SharedModulesRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    // Into the realm of the packages: `instanceof` would else tell their arrays and errors from ours.
    this.executor.compile = (source, filename) =>
      compile(source, filename, this.executor.injectedModuleParameters);
    // An error of a source that an earlier file loaded is told with its line in TypeScript too.
    this.transformCache.sourceMaps = sourceMaps;
    current = this;
  }

  requireModule(from, name, options, isRequireActual = false) {
    if (name !== undefined && isForNode(name, options)) return requireAsNode(from, name);
    if (name === undefined || options?.isInternalModule || this._environment.hasOwnModules)
      return super.requireModule(from, name, options, isRequireActual);
    const path = resolve(from, name);
    return isOfProduct(path)
      ? requireOfProduct(path)
      : super.requireModule(from, name, options, isRequireActual);
  }
}

/** The runtime of the file that runs: it finds and transforms what is loaded for the first time. */
let current;

/** What serves the product and no tests. A stand-in may use `jest`, which every file has its own of. */
const isOfProduct = (path) =>
  path.startsWith(ROOT) &&
  /^(libs\/(?!testing\/)|apps\/[^/]+\/src\/)/.test(path.slice(ROOT.length)) &&
  !/([.-]spec|\.fake|\.contract)\.ts$/.test(path);

const ROOT = `${process.cwd()}/`;

const modules = new Map();

/** Loads a source of the product as Node does a CommonJS module: what it imports is shared as well, whatever it is. */
function requireOfProduct(path) {
  const known = modules.get(path);
  if (known) return known.exports;
  const module = { exports: {}, filename: path, id: path };
  modules.set(path, module);
  const code = compile(current.transformCache.transform(path), path, MODULE_PARAMETERS);
  const require = (name) =>
    isForNode(name) ? requireAsNode(path, name) : requireOfProduct(resolve(path, name));
  try {
    code.call(module.exports, module, module.exports, require, dirname(path), path);
  } catch (error) {
    modules.delete(path);
    throw error;
  }
  if (path === THEMES) module.exports = rememberThemes(module.exports);
  return module.exports;
}

const THEMES = `${ROOT}libs/platform/theming/src/theme.ts`;

/**
 * The themes of this checkout, which nobody changes while its tests run, are built once: they never change, and each portal
 * that a test opens has all of them. Those that change a theme have a copy of the folders.
 */
function rememberThemes({ ...theming }) {
  /** Base theme → slug → theme. */
  const themes = new Map();
  /** Hash of the browser bundles → base theme. */
  const bases = new Map();
  return {
    ...theming,
    readBase: (paths, client) => {
      if (paths.root !== process.cwd()) return theming.readBase(paths, client);
      const key = createHash('sha256').update(client.script).update(client.agenda).digest('base64url');
      if (!bases.has(key)) bases.set(key, theming.readBase(paths, client));
      const base = bases.get(key);
      if (!themes.has(base)) themes.set(base, new Map());
      return base;
    },
    buildTheme: (base, slug, ...elsewhere) => {
      const known = elsewhere.length === 0 ? themes.get(base) : undefined;
      if (!known) return theming.buildTheme(base, slug, ...elsewhere);
      if (!known.has(slug)) known.set(slug, theming.buildTheme(base, slug));
      return known.get(slug);
    },
  };
}

const MODULE_PARAMETERS = ['module', 'exports', 'require', '__dirname', '__filename'];

const paths = new Map();

/** The file that a name means in another file. */
function resolve(from, name) {
  const key = `${dirname(from)}\0${name}`;
  if (!paths.has(key)) paths.set(key, current._resolution.resolveCjs(from, name));
  return paths.get(key);
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

/** Its program, which it starts anew for each thing that it is asked, is asked once of each. */
function esbuild() {
  if (!minifier) {
    const { transformSync, buildSync, ...others } = require('esbuild');
    const buildOnce = rememberResults(buildSync);
    // Nobody changes the scripts of the product while its tests run: those that change scripts have copies.
    const isOfHere = ({ entryPoints = [] }) =>
      entryPoints.length > 0 && entryPoints.every((path) => path.startsWith(`${ROOT}apps/`));
    minifier = {
      ...others,
      transformSync: rememberResults(transformSync),
      buildSync: (options) => (isOfHere(options) ? buildOnce(options) : buildSync(options)),
    };
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
  return /^\.{1,2}(\/|$)/.test(name) ? /\.([cm]?js|json)$/.test(name) : !name.startsWith('/');
}

/** A source that was compiled for one test file serves the next: the code is the same, its variables are not. */
function compile(source, filename, parameters) {
  const known = compiled.get(filename);
  if (known?.source === source) return known.code;
  const code = compileFunction(source, parameters, { filename });
  compiled.set(filename, { source, code });
  return code;
}

module.exports = SharedModulesRuntime;
