/** @own-modules */
import { defineJob, HandlesJob, type JobHandler } from '@halles/platform/outbox';
import type { Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { DiscoveredHandlers } from './job-handlers';

const SEND = defineJob('letter.send');
const FILE = defineJob('letter.file');

@HandlesJob(SEND)
class SendProcessor implements JobHandler {
  run(): Promise<void> {
    return Promise.resolve();
  }
}

@HandlesJob(FILE)
class FileProcessor implements JobHandler {
  run(): Promise<void> {
    return Promise.resolve();
  }
}

@HandlesJob(SEND)
class SecondSendProcessor extends SendProcessor {}

async function handlersAmong(providers: readonly Type[]): Promise<DiscoveredHandlers> {
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [DiscoveredHandlers, ...providers],
  }).compile();
  return module.get(DiscoveredHandlers);
}

describe('the handlers of jobs', () => {
  it('are found by their decorator, in whichever module they are', async () => {
    const handlers = await handlersAmong([SendProcessor, FileProcessor]);
    expect(() => handlers.check()).not.toThrow();
    expect(handlers.get('letter.send')).toBeInstanceOf(SendProcessor);
    expect(handlers.get('letter.file')).toBeInstanceOf(FileProcessor);
    expect(handlers.get('letter.burn')).toBeUndefined();
  });

  it('let no worker start that lacks one, and say which', async () => {
    const handlers = await handlersAmong([FileProcessor]);
    expect(() => handlers.check()).toThrow('@HandlesJob for: letter.send.');
  });

  it('let no worker start that has two for a kind, and say which', async () => {
    const handlers = await handlersAmong([SendProcessor, FileProcessor, SecondSendProcessor]);
    expect(() => handlers.check()).toThrow(
      'the job "letter.send" has two handlers: SendProcessor and SecondSendProcessor',
    );
  });

  it('are one for each kind that is defined: a kind is defined once', () => {
    expect(() => defineJob('letter.send')).toThrow('"letter.send" is defined twice');
  });
});
