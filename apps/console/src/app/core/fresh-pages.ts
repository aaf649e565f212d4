import { type ActivatedRouteSnapshot, BaseRouteReuseStrategy } from '@angular/router';
import { isSamePage } from './same-page';

/**
 * Another thing is another page: what is looked at is asked for anew, and nothing that was typed or answered about one
 * territory, or one claim, is left on the screen of the next.
 */
export class FreshPages extends BaseRouteReuseStrategy {
  override shouldReuseRoute(future: ActivatedRouteSnapshot, current: ActivatedRouteSnapshot): boolean {
    return super.shouldReuseRoute(future, current) && isSamePage(future.params, current.params);
  }
}
