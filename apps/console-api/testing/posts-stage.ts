import { type PostInput, postInputSchema, type ReviewedPost } from '@halles/contracts';
import { PostService, PostsModule } from '@halles/domain/posts';
import { GENEROUS, servicesOf, type World } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { v7 as uuid } from 'uuid';
import { ConsoleStage } from './console-stage';

/** Where the town looks at what a shop posts. Pure. */
export const postsPath = (shop: number): string => `/api/tenants/ici-bourg/listings/${String(shop)}/posts`;

/** Something new, as its shop writes it. Pure. */
export const novelty = (title: string): PostInput =>
  postInputSchema.parse({ kind: 'novelty', title, text: 'Au levain.' });

/** Posts of shops, and a manager of their town who is signed in to the console. */
export class PostsStage {
  private constructor(
    readonly world: World,
    readonly port: number,
    readonly browser: ConsoleClient,
    readonly services: Awaited<ReturnType<typeof servicesOf>>,
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<PostsStage> {
    const stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    const { world, port } = stage;
    const manager = await addAccount(world, { role: 'manager', tenantId: world.here.tenant.id });
    const browser = new ConsoleClient(port);
    await openSession(world, browser, manager);
    const services = await servicesOf(world, [PostsModule]);
    return new PostsStage(world, port, browser, services, () => stage.close());
  }

  /** @returns the number of the post */
  async publish(shop: number, input: (id: string) => PostInput): Promise<string> {
    const id = uuid();
    await this.services.get(PostService).publish(this.world.here, shop, id, input(id), 'merchant');
    return id;
  }

  /** What the town sees of them. */
  async reviewed(shop: number): Promise<readonly ReviewedPost[]> {
    const { status, json } = await this.browser.call({ path: postsPath(shop) });
    expect(status).toBe(200);
    return json['posts'] as ReviewedPost[];
  }
}
