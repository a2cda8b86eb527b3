"""The parts of the costly war: its data, fighting on to the finish, offers backward, the course of the war, words."""
