import { mayDelay, type Order, type OrderDelays } from '@halles/domain/orders';
import type { PostedForm } from '@halles/platform/forms';
import type { TenantContext } from '@halles/platform/tenancy';
import { merchantOrderForm } from './merchant-order.form';
import type { DelayQuestion } from './order-delay.presenter';

/** What is asked of who puts an order off beyond the hours of its shop, or into a slot that is full; null: nothing. */
export async function delayQuestion(
  delays: OrderDelays,
  ctx: TenantContext,
  order: Order,
  posted: PostedForm,
): Promise<DelayQuestion | null> {
  const pressed = merchantOrderForm.read(posted);
  if (!pressed.ok || !mayDelay(order.state)) return null;
  if (pressed.input.action !== 'delay' && pressed.input.action !== 'delayTo') return null;
  const { minutes, seen } = pressed.input.input;
  if (seen !== order.event) return null;
  const delayed = await delays.delayed(ctx, order, minutes);
  return delayed.isOpen && !delayed.isFull ? null : { ...delayed, minutes };
}
