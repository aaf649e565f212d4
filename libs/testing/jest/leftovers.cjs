const { PerformanceObserver } = require('node:perf_hooks');

/** Where jest-circus keeps the tests of a file and what listens to them, in the realm that it takes for that of one file. */
const JEST_SYMBOLS = ['EVENT_HANDLERS', 'JEST_STATE_SYMBOL', 'RETRY_TIMES_SETTER'];

/** Those that observe: Node holds them until they are told to stop, and metrics never tell theirs. */
const observing = new Set();
const { observe } = PerformanceObserver.prototype;
PerformanceObserver.prototype.observe = function (options) {
  observing.add(this);
  return observe.call(this, options);
};

/** Intervals that nobody has cleared: a log begins one with its file, and flushes into it as long as the process lives. */
const intervals = new Set();
const { setInterval, clearInterval } = globalThis;
globalThis.setInterval = (...args) => {
  const interval = setInterval(...args);
  intervals.add(interval);
  return interval;
};
globalThis.clearInterval = (interval) => {
  intervals.delete(interval);
  clearInterval(interval);
};

/**
 * Empties what jest keeps of tests and hooks that have run. It says which of them runs through the asynchronous context,
 * which all that was begun meanwhile keeps: timers of packages, histograms of the event loop.
 */
function forgetTests({ hooks, children }) {
  for (const hook of hooks) empty(hook);
  for (const child of children)
    if (child.type === 'test') empty(child);
    else forgetTests(child);
}

function empty(kept) {
  for (const key of Object.keys(kept)) delete kept[key];
}

/** What else holds all the modules of a file, in the realm and in packages, which serve the files that follow too. */
function forgetModules() {
  for (const symbol of Object.getOwnPropertySymbols(globalThis))
    if (JEST_SYMBOLS.includes(symbol.description)) delete globalThis[symbol];
  for (const observer of observing) observer.disconnect();
  observing.clear();
  for (const interval of intervals) clearInterval(interval);
  intervals.clear();
  forgetClasses();
}

/** Nest's testing modules share one scanner, which keeps each class that it has seen; so does Passport. */
function forgetClasses() {
  loaded('@nestjs/testing')?.Test.metadataScanner.cachedScannedPrototypes.clear();
  const passport = loaded('passport');
  for (const name of Object.keys(passport?._strategies ?? {})) if (name !== 'session') passport.unuse(name);
}

/** Which classes decorators of TypeORM and Nest have collected so far. @returns what forgets those that came since */
function collectedClasses() {
  const storage = globalThis.typeormMetadataArgsStorage;
  const arrays = Object.entries(storage ?? {}).filter(([, value]) => Array.isArray(value));
  const entities = arrays.map(([name, value]) => [name, [...value]]);
  const links = new Set(metaHostLinks()?.keys());
  return () => {
    if (storage) Object.assign(storage, Object.fromEntries(entities));
    else delete globalThis.typeormMetadataArgsStorage;
    const linksNow = metaHostLinks();
    for (const target of linksNow?.keys() ?? []) if (!links.has(target)) linksNow.delete(target);
  };
}

/** The classes that decorators made by Nest were put on. */
function metaHostLinks() {
  if (!loaded('@nestjs/core')) return undefined;
  return require('@nestjs/core/discovery/discoverable-meta-host-collection.js').DiscoverableMetaHostCollection
    .metaHostLinks;
}

/** A package that some file has loaded in this worker. */
function loaded(name) {
  return require.cache[require.resolve(name)]?.exports;
}

module.exports = { collectedClasses, forgetModules, forgetTests };
