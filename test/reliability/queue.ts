import { required } from '@halles/kernel';
import { type Dispatch, type Lane, laneOf, LANES } from '@halles/platform/outbox';
import { bullOptions, queueOf } from '@halles/platform/queue';
import Bull, { type Queue } from 'bull';
import type { Cluster, Redis } from 'ioredis';
import { v7 as uuid } from 'uuid';
import type { Stage } from './stage';

/** The queue of a lane as a worker has it, from outside. */
async function onQueue<T>(stage: Stage, lane: Lane, work: (queue: Queue) => Promise<T>): Promise<T> {
  const clients: (Redis | Cluster)[] = [];
  const { createClient, ...options } = bullOptions(stage.redis.url, { warn: () => undefined });
  const queue = new Bull(queueOf(lane), {
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
export async function enqueue(stage: Stage, dispatches: readonly Dispatch[]): Promise<void> {
  for (const { id, kind, dispatches: dispatch } of dispatches)
    await onQueue(stage, laneOf(kind), (queue) =>
      queue.add('work', { database: 'main', outboxId: id, dispatch }, { jobId: uuid() }),
    );
}

/** Jobs that nobody has taken, and those that somebody has, were it a connection whose process is dead. */
export async function jobsInRedis(stage: Stage): Promise<number> {
  let jobs = 0;
  for (const lane of LANES) {
    const { waiting, active } = await onQueue(stage, lane, (queue) => queue.getJobCounts());
    jobs += waiting + active;
  }
  return jobs;
}

/**
 * Lets the locks of the jobs at work run out, and one round of Bull's search for dead workers go by: the half minute
 * that three crashes would take.
 */
export async function passQueueTime(stage: Stage): Promise<void> {
  for (const lane of LANES)
    await onQueue(stage, lane, async (queue) => {
      const active = await queue.getActive();
      const { client } = queue;
      for (const job of active) {
        await client.del(`${queue.toKey(String(job.id))}:lock`);
        await client.sadd(queue.toKey('stalled'), String(job.id));
      }
      await client.del(queue.toKey('stalled-check'));
    });
}
