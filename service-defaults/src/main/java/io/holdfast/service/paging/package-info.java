/** Lists by keyset: a page, and the cursor of the next. */
package io.holdfast.service.paging;
