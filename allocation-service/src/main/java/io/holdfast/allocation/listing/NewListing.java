package io.holdfast.allocation.listing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.holdfast.service.Limits;
import io.holdfast.service.validation.Text;
import jakarta.validation.constraints.NotNull;

/** The body of a PUT. What else a GET gives is accepted and ignored. */
@JsonIgnoreProperties({"externalId", "createdAt"})
record NewListing(@NotNull(message = "is required") @Text(max = Limits.SKU_CODE_POINTS) String sku) {}
