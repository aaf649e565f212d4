import { HttpAnswer } from '@halles/platform/http';
import type { PageStreams } from './page-streams';
import type { Subscriber } from './page-stream';

/** The answer that stays open. @throws TooManyStreams */
export function streamAnswer(streams: PageStreams, subscriber: Subscriber): HttpAnswer {
  streams.checkCapacity(subscriber);
  return new HttpAnswer(200, () => streams.open(subscriber), {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'private, no-store',
    'x-accel-buffering': 'no',
  });
}
