const process = require('node:process');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const { collectedClasses, forgetModules, forgetTests } = require('./leftovers.cjs');

/** Tests run in the realm of Node itself, beside the packages; what they change of it is put back after each file. */
class NodeRealmEnvironment {
  constructor({ projectConfig }, { docblockPragmas = {} } = {}) {
    this.global = globalThis;
    // Of a file that adds to a catalogue of the product: the next file must not find it there.
    this.hasOwnModules = 'own-modules' in docblockPragmas;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.forgetClasses = () => undefined;
    this.fakeTimers = null;
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    this.before = {
      env: { ...process.env },
      exit: process.exit,
      getBuiltinModule: process.getBuiltinModule,
      console: globalThis.console,
      listeners: listenersOf(process),
    };
  }

  async setup() {
    // Those of the product are loaded once a worker, and stay.
    if (this.hasOwnModules) this.forgetClasses = collectedClasses();
  }

  handleTestEvent(event, state) {
    if (event.name === 'teardown') forgetTests(state.rootDescribeBlock);
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    // The packages that were spied on serve the next file too.
    this.moduleMocker.restoreAllMocks();
    const { env, exit, getBuiltinModule, console, listeners } = this.before;
    process.env = env;
    process.exit = exit;
    // Jest puts a function of its own in its place, which holds all the modules of the file.
    process.getBuiltinModule = getBuiltinModule;
    globalThis.console = console;
    for (const [event, now] of listenersOf(process))
      for (const listener of now)
        if (!listeners.get(event)?.includes(listener)) process.removeListener(event, listener);
    forgetModules();
    this.forgetClasses();
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
