"""What an address tells by itself: whose site it is on, whether a file is behind it, what of it changes every night."""
