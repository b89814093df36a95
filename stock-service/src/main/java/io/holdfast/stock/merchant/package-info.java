/** What all facts about a merchant have in common: a version that grows with every edit of one of them. */
package io.holdfast.stock.merchant;
