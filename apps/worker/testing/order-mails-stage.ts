import { DeliveriesModule, DeliveryService } from '@halles/domain/deliveries';
import { ListingService, ListingsModule } from '@halles/domain/listings';
import { CustomerHistory, OrderAmendments, OrderDocuments } from '@halles/domain/orders';
import { Clock } from '@halles/kernel';
import { MemoryTransport } from '@halles/platform/mail';
import type { JobHandler } from '@halles/platform/outbox';
import { SignedLinks } from '@halles/platform/tenancy';
import { servicesOf } from '@halles/testing';
import { mailerTo } from '@halles/testing/mails';
import { openOrdersWorld, type OrdersWorld } from '@halles/testing/orders';
import { v7 as uuid } from 'uuid';
import { OrderNotifyCustomerProcessor } from '../src/orders/order-notify-customer.processor';
import { ShopMailer } from '../src/orders/shop-mailer';

/** Shops that take orders, and what their processors are made of; what these mail is kept in memory. */
export interface OrderMailsStage {
  readonly orders: OrdersWorld;
  readonly transport: MemoryTransport;
  readonly services: Awaited<ReturnType<typeof servicesOf>>;
  readonly listings: ListingService;
  readonly deliveries: DeliveryService;
  readonly signed: SignedLinks;
  readonly shopMailer: ShopMailer;
  readonly customerNotifier: OrderNotifyCustomerProcessor;
  /** The id of a row, e.g. of the step that a job tells of. @param sql its one parameter is the order */
  refOf(sql: string, order: string): Promise<string>;
  /** Runs a job of ours once. @param outboxId the same for a second attempt */
  run(handler: JobHandler, ref: string, outboxId?: string): Promise<void>;
  /** Runs a job as the worker does after a process died. */
  runTwice(handler: JobHandler, ref: string): Promise<void>;
}

/** @param env variables of the configuration besides those of every world */
export async function openOrderMailsStage(
  env: Readonly<Record<string, string>> = {},
): Promise<OrderMailsStage> {
  const transport = new MemoryTransport();
  const orders = await openOrdersWorld(env);
  const { world } = orders;
  const services = await servicesOf(world, [DeliveriesModule, ListingsModule], [mailerTo(transport, world)]);
  const [listings, deliveries] = [services.get(ListingService), services.get(DeliveryService)];
  const signed = new SignedLinks(world.config.masterKey);
  const run = (handler: JobHandler, ref: string, outboxId = uuid()): Promise<void> =>
    handler.run({ ctx: world.here, outboxId, ref, failures: 0 });
  return {
    orders,
    transport,
    services,
    listings,
    deliveries,
    signed,
    shopMailer: new ShopMailer(world.config, listings, signed, deliveries),
    customerNotifier: new OrderNotifyCustomerProcessor(
      world.config,
      orders.handling,
      listings,
      signed,
      deliveries,
      orders.mails,
      orders.services.get(OrderAmendments),
      orders.services.get(OrderDocuments),
      orders.services.get(CustomerHistory),
      orders.services.get(Clock),
    ),
    async refOf(sql, order) {
      const [row] = await orders.rowsOf<{ id: string }>(sql, [order]);
      return row?.id ?? '';
    },
    run,
    async runTwice(handler, ref) {
      const outboxId = uuid();
      for (let time = 0; time < 2; time += 1) await run(handler, ref, outboxId);
    },
  };
}
