import { required } from '@halles/kernel';
import type { Dispatch } from '@halles/platform/outbox';
import { bullOptions, QUEUE } from '@halles/platform/queue';
import Bull, { type Queue } from 'bull';
import type { Cluster, Redis } from 'ioredis';
import { v7 as uuid } from 'uuid';
import type { Stage } from './stage';

/** The queue as a worker has it, from outside. */
async function onQueue<T>(stage: Stage, work: (queue: Queue) => Promise<T>): Promise<T> {
  const clients: (Redis | Cluster)[] = [];
  const { createClient, ...options } = bullOptions(stage.redis.url, { warn: () => undefined });
  const queue = new Bull(QUEUE, {
    ...options,
    createClient: (...args) => {
      const client = required(createClient, 'the way to connect')(...args);
      clients.push(client);
      return client;
    },
  });
  try {
    return await work(queue);
  } finally {
    await queue.close();
    // Bull closes the connections that it made by itself, and none that it was given.
    for (const client of clients) client.disconnect();
  }
}

/** Queues rows as a relay does, under an id of the job's own: Bull does not see that it has them already. */
export function enqueue(stage: Stage, dispatches: readonly Dispatch[]): Promise<void> {
  return onQueue(stage, async (queue) => {
    for (const { id, dispatches: dispatch } of dispatches)
      await queue.add('work', { database: 'main', outboxId: id, dispatch }, { jobId: uuid() });
  });
}

/** Jobs that nobody has taken, and those that somebody has, were it a connection whose process is dead. */
export function jobsInRedis(stage: Stage): Promise<number> {
  return onQueue(stage, async (queue) => {
    const { waiting, active } = await queue.getJobCounts();
    return waiting + active;
  });
}

/**
 * Lets the locks of the jobs at work run out, and one round of Bull's search for dead workers go by: the half minute
 * that three crashes would take.
 */
export function passQueueTime(stage: Stage): Promise<void> {
  return onQueue(stage, async (queue) => {
    const active = await queue.getActive();
    const { client } = queue;
    for (const job of active) {
      await client.del(`${queue.toKey(String(job.id))}:lock`);
      await client.sadd(queue.toKey('stalled'), String(job.id));
    }
    await client.del(queue.toKey('stalled-check'));
  });
}
