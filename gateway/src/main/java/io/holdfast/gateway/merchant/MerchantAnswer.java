package io.holdfast.gateway.merchant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A merchant as it is told after a change.
 *
 * @param adminKey the secret of its first key, told once; null after that
 * @param applied {@code "pending"} if a part was down and will follow; else null
 */
@Schema(name = "ChangedMerchant")
record MerchantAnswer(@JsonUnwrapped Merchant merchant, @JsonInclude(Include.NON_NULL) String adminKey,
        @JsonInclude(Include.NON_NULL) String applied) {

    static MerchantAnswer of(Merchants.Changed changed, String adminKey) {
        return new MerchantAnswer(changed.merchant(), adminKey, changed.applied() ? null : "pending");
    }
}
