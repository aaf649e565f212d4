import { systemClock } from '@halles/kernel';
import { PassThrough } from 'node:stream';
import { ConfigError } from '@halles/platform/config';
import { EngineError } from '@halles/platform/engines';
import { CommandFailure, exitCodes } from './exit-codes';
import { createIo, formatTable, reportFailure } from './io';
import { toFailure } from './main';

function recording(json: boolean) {
  const output = new PassThrough();
  const io = createIo({ json, env: {}, clock: systemClock, output });
  return { io, said: () => String(output.read() ?? '') };
}

describe('what a command says', () => {
  it('lines up the columns of a table and leaves no blanks at the end', () => {
    expect(
      formatTable([
        { What: 'Bordeaux', Where: 'http://a' },
        { What: 'Issy', Where: '' },
      ]),
    ).toEqual(['What      Where', '────────  ────────', 'Bordeaux  http://a', 'Issy']);
    expect(formatTable([])).toEqual([]);
  });

  it('writes plain lines where there is no terminal, with the progress of each part', () => {
    const { io, said } = recording(false);
    io.line('hello');
    const progress = io.progress(2, 'migrating');
    progress.tick(1, 'bordeaux');
    progress.tick(1);
    progress.done();
    io.result({ hidden: true });
    expect(said()).toBe('hello\nmigrating 1/2 bordeaux\nmigrating 2/2\n');
  });

  it('writes one JSON document and nothing else under --json', () => {
    const { io, said } = recording(true);
    io.line('for people');
    io.table([{ What: 'x' }]);
    io.progress(1, 'x').tick(1);
    io.result({ tenants: ['bordeaux'] });
    expect(JSON.parse(said())).toEqual({ tenants: ['bordeaux'] });
  });

  it('takes silence for no: without a terminal nobody has confirmed', async () => {
    await expect(recording(false).io.confirm('Drop bordeaux?')).resolves.toBe(false);
  });
});

describe('how a command fails', () => {
  it('gives a configuration, an engine and a refusal codes of their own', () => {
    const codes = [
      new ConfigError(['PORT: wrong']),
      new EngineError('No PostgreSQL.', 'Start it.'),
      new Error('?'),
    ];
    expect(codes.map((error) => toFailure(error).exitCode)).toEqual([
      exitCodes.configuration,
      exitCodes.engine,
      exitCodes.failed,
    ]);
    expect(toFailure(new CommandFailure('No.', exitCodes.refused)).exitCode).toBe(exitCodes.refused);
  });

  it('says the sentence and the remedy, or both as JSON', () => {
    const failure = new CommandFailure('No PostgreSQL.', exitCodes.engine, 'Start it.');
    const [people, machines] = [new PassThrough(), new PassThrough()];
    expect(reportFailure(failure, false, people)).toBe(exitCodes.engine);
    reportFailure(failure, true, machines);
    expect(String(people.read())).toBe('\n✖ No PostgreSQL.\n  Start it.\n');
    expect(JSON.parse(String(machines.read()))).toEqual({
      error: { code: 'engine', message: 'No PostgreSQL.', remedy: 'Start it.' },
    });
  });

  it('says that the disk is full when a write fails for it', () => {
    const error = Object.assign(new Error('ENOSPC: no space left on device'), {
      code: 'ENOSPC',
      path: '/data',
    });
    expect(toFailure(error).message).toBe('The disk that holds /data is full.');
  });
});
