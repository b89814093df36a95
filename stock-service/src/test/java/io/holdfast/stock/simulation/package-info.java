/**
 * Whatever happens, in whatever order: seeded workloads of every kind of command and fact, against the ledger in memory and
 * against the real engine, and an auditor that knows only the rules. Whoever wants to know what must always hold reads
 * {@link io.holdfast.stock.simulation.Auditor}, then {@link io.holdfast.stock.simulation.Judge}.
 */
package io.holdfast.stock.simulation;
