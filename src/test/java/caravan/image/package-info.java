/** The image: what it is trained with when it is built, and what must be true of it. */
package caravan.image;
