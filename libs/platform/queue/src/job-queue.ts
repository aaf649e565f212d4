import { required } from '@halles/kernel';
import { type Dispatch, laneOf } from '@halles/platform/outbox';
import type { LaneQueue } from './lane-queue';

/** The port to Bull: each job goes to the queue of its lane. Used by the relay alone. */
export class JobQueue {
  constructor(readonly lanes: readonly LaneQueue[]) {}

  /** @throws Error when Redis is away, within two seconds */
  enqueue(database: string, dispatch: Dispatch): Promise<void> {
    const lane = laneOf(dispatch.kind);
    const queue = this.lanes.find((one) => one.lane === lane);
    return required(queue, `the queue of the lane ${lane}`).enqueue(database, dispatch);
  }

  /** Takes no more jobs here and waits for those at work, `ms` at most. */
  async drain(ms: number): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.drain(ms)));
  }
}
