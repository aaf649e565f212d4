const process = require('node:process');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Where jest-circus keeps the tests of a file and what listens to them, in the realm that it takes for that of one file. */
const JEST_SYMBOLS = ['EVENT_HANDLERS', 'JEST_STATE_SYMBOL'];

/** Tests run in the realm of Node itself, beside the packages; what they change of it is put back after each file. */
class NodeRealmEnvironment {
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    this.before = {
      env: { ...process.env },
      exit: process.exit,
      console: globalThis.console,
      listeners: listenersOf(process),
    };
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    // The packages that were spied on serve the next file too.
    this.moduleMocker.restoreAllMocks();
    const { env, exit, console, listeners } = this.before;
    process.env = env;
    process.exit = exit;
    globalThis.console = console;
    for (const [event, now] of listenersOf(process))
      for (const listener of now)
        if (!listeners.get(event)?.includes(listener)) process.removeListener(event, listener);
    // They would hold all the modules of the file, and hear every test of the files that follow.
    for (const symbol of Object.getOwnPropertySymbols(globalThis))
      if (JEST_SYMBOLS.includes(symbol.description)) delete globalThis[symbol];
    // So would the entities that TypeORM has collected.
    delete globalThis.typeormMetadataArgsStorage;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return globalThis;
  }
}

function listenersOf(emitter) {
  return new Map(emitter.eventNames().map((event) => [event, emitter.rawListeners(event)]));
}

module.exports = NodeRealmEnvironment;
