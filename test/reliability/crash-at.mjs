/**
 * Loaded into a process with `--import`: kills it with SIGKILL at a statement, named by `CRASH_AT` as JSON. `text` is a
 * pattern of the statement, which counts once one that `after` names was answered; `when` is `before` it is sent, `sent` (no
 * answer yet), `written` (a part of what a COPY sends is on its way) or `answered`.
 */
import process from 'node:process';
import { setImmediate } from 'node:timers';
import pg from 'pg';

const { text, after, when } = JSON.parse(process.env['CRASH_AT'] ?? 'null');
const [wanted, armedBy] = [new RegExp(text), after === undefined ? null : new RegExp(after)];
let isArmed = armedBy === null;

const die = () => process.kill(process.pid, 'SIGKILL');

const query = pg.Client.prototype.query;
pg.Client.prototype.query = function crashing(...args) {
  const [config] = args;
  const statement = (typeof config === 'string' ? config : (config.text ?? '')).trim().replace(/\s+/g, ' ');
  const isHere = isArmed && wanted.test(statement);
  if (isHere && when === 'before') die();
  const answered = () => {
    if (isHere && when === 'answered') die();
    isArmed ||= armedBy.test(statement);
  };
  // A query that was made before it is handed over tells its answer to its callback.
  if (typeof config.submit === 'function' && typeof config.callback === 'function') {
    const { callback } = config;
    config.callback = (error, ...rest) => {
      if (!error) answered();
      callback(error, ...rest);
    };
  }
  const result = query.apply(this, args);
  if (isHere && when === 'sent') setImmediate(die);
  if (isHere && when === 'written') {
    const write = result.write;
    result.write = (...rest) => {
      setImmediate(die);
      return write.apply(result, rest);
    };
  }
  if (result instanceof Promise) result.then(answered, () => undefined);
  return result;
};
