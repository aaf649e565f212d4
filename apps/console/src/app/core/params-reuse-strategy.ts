import { type ActivatedRouteSnapshot, BaseRouteReuseStrategy } from '@angular/router';
import { isSamePage } from './same-page';

/**
 * A page is created anew whenever the parameters of its address change, so that nothing typed or answered about one
 * territory, or one claim, is left on the screen of the next.
 */
export class ParamsReuseStrategy extends BaseRouteReuseStrategy {
  override shouldReuseRoute(future: ActivatedRouteSnapshot, current: ActivatedRouteSnapshot): boolean {
    return super.shouldReuseRoute(future, current) && isSamePage(future.params, current.params);
  }
}
