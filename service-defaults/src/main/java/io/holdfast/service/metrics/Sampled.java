package io.holdfast.service.metrics;

import java.util.List;

/** A bean that has something to be sampled. */
public interface Sampled {

    List<Sample> samples();
}
